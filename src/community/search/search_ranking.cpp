#include "community/search/search_ranking.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace parvis::community {
namespace {

// What a match is worth: its title first, how well the words fit, then what the square thought of it, then how fresh
// it is. Thanks count by their order of magnitude; freshness is worth four thanks at most and fades over years.
double score_of(const Hit& hit, Instant at) {
  const double age_in_years = static_cast<double>(at - hit.created_at) / static_cast<double>(365 * kDay);
  double score = hit.relevance + (hit.in_title ? 6 : 0) + (hit.is_solution ? 2 : 0);
  score += 0.8 * std::log1p(static_cast<double>(std::max<std::int64_t>(hit.thanks, 0)));
  return score + 1.5 * std::exp(-std::max(age_in_years, 0.0));
}

bool comes_first(const Ranked& a, const Ranked& b, SearchOrder order) {
  if (order == SearchOrder::best && a.score != b.score) return a.score > b.score;
  if (a.best.created_at != b.best.created_at) return a.best.created_at > b.best.created_at;
  return a.best.post > b.best.post;
}

}  // namespace

std::vector<Ranked> rank(const std::vector<Hit>& hits, SearchOrder order, Instant at) {
  std::vector<Ranked> ranked;
  std::unordered_map<ThreadId, std::size_t> places;
  for (const auto& hit : hits) {
    const Ranked mine{hit, score_of(hit, at), 0};
    const auto [place, added] = places.try_emplace(hit.thread, ranked.size());
    if (added) {
      ranked.push_back(mine);
      continue;
    }
    auto& thread = ranked[place->second];
    const auto others = thread.others + 1;
    if (comes_first(mine, thread, order)) thread = mine;
    thread.others = others;
  }
  std::ranges::sort(ranked, [order](const Ranked& a, const Ranked& b) { return comes_first(a, b, order); });
  return ranked;
}

}  // namespace parvis::community
