#include "app/home_ranking.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace parvis::app {

using namespace community;

namespace {

constexpr double kHalfLife = 2.0;       // days
constexpr std::size_t kOfOneSpace = 3;  // in ten rows
constexpr std::size_t kTen = 10;

}  // namespace

double liveliness(const ThreadRow& row, Instant at) {
  const double silence = std::max(0.0, static_cast<double>(at - row.last_activity_at) / static_cast<double>(kDay));
  const auto replies = static_cast<double>(std::max<std::int64_t>(row.posts - 1, 0));
  const auto thanks = static_cast<double>(std::max<std::int64_t>(row.thanks, 0));
  // Logarithms: the tenth reply says less than the first.
  const double worth = 1 + std::log2(1 + replies) + 1.5 * std::log2(1 + thanks);
  return worth * std::exp2(-silence / kHalfLife);
}

std::vector<ThreadRow> happening(std::vector<ThreadRow> candidates, Instant at, std::size_t at_most,
                                 const std::vector<ThreadId>& shown) {
  std::erase_if(candidates, [&](const ThreadRow& row) { return std::ranges::find(shown, row.id) != shown.end(); });
  std::ranges::stable_sort(
      candidates, [&](const ThreadRow& a, const ThreadRow& b) { return liveliness(a, at) > liveliness(b, at); });
  std::vector<ThreadRow> chosen, waiting;
  std::unordered_map<SpaceId, std::size_t> of_space;
  for (auto& row : candidates) {
    if (chosen.size() == at_most) break;
    const auto allowed = kOfOneSpace * (chosen.size() / kTen + 1);
    if (of_space[row.space] < allowed) {
      ++of_space[row.space];
      chosen.push_back(std::move(row));
    } else {
      waiting.push_back(std::move(row));
    }
  }
  for (auto& row : waiting) {
    if (chosen.size() == at_most) break;
    chosen.push_back(std::move(row));
  }
  return chosen;
}

const ThreadRow* story_of(const std::vector<ThreadRow>& newest, const SpaceList& spaces, Instant at,
                          std::string_view language) {
  const auto rank = [&](const ThreadRow& row) { return std::pair(row.language == language, row.thanks); };
  const ThreadRow* story = nullptr;
  for (const auto& row : newest) {
    const auto* space = spaces.find(row.space);
    if (!space || space->kind != SpaceKind::discussion || row.created_at < at - kStoryAge || row.excerpt.empty())
      continue;
    if (row.thanks > 0 && (!story || rank(row) > rank(*story))) story = &row;
  }
  return story;
}

}  // namespace parvis::app
