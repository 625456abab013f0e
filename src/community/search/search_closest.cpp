#include "community/search/search_closest.h"

#include <algorithm>
#include <bit>

#include "community/search/wanted_threads.h"
#include "core/text/words.h"

namespace parvis::community {
namespace {

constexpr std::size_t kMostPostsLookedAt = 2'000;  // of all words together: some ten milliseconds
constexpr std::size_t kMostThreads = 300;          // as many as are ranked otherwise
constexpr std::size_t kMostAsked = 6;              // threads asked whether they have a word whose list was cut

using Held = std::uint32_t;  // one bit for each word; there are kMaxQueryWords at most

// The words that tell something; all of them when none does.
std::vector<const QueryTerm*> telling_terms(const SearchQuery& query) {
  std::vector<const QueryTerm*> telling, wanted;
  for (const auto& term : query.terms) {
    if (term.excluded) continue;
    wanted.push_back(&term);
    const auto& word = term.typed.front();
    const bool common = term.typed.size() == 1 && (text::is_common_word(word, text::Language::en) ||
                                                   text::is_common_word(word, text::Language::fr));
    if (!common) telling.push_back(&term);
  }
  return telling.empty() ? wanted : telling;
}

// This word alone, without what is left out.
SearchQuery only(const QueryTerm& term, const SearchQuery& query) {
  SearchQuery alone;
  alone.terms.push_back(term);
  for (const auto& other : query.terms) {
    if (other.excluded) alone.terms.push_back(other);
  }
  return alone;
}

std::string as_typed(const QueryTerm& term) {
  std::string words;
  for (const auto& word : term.typed) words.append(words.empty() ? "" : " ").append(word);
  return words;
}

class Closest {
 public:
  Closest(store::Reader& reader, WantedThreads& wanted, const SearchLimits& limits, PostId newest)
      : reader_(reader), wanted_(wanted), limits_(limits), newest_(newest) {}

  void look_for(const SearchQuery& word, Held bit, std::size_t most) {
    const Marks marks{.space = limits_.space, .author = limits_.author, .tag = limits_.tag};
    std::size_t looked_at = 0;
    search_index(reader_).each_match(reader_, word, marks, newest_, [&](const Match& match) {
      if (limits_.allow(match.created_at) && wanted_.find(match)) keep(match, bit);
      return ++looked_at < most;
    });
    if (looked_at == most) cut_.emplace_back(word, bit);
  }

  // Of words whose list was not read to its end: whether the likeliest threads have them in an older post.
  void ask_for_the_rest() {
    if (cut_.empty()) return;
    std::size_t asked = 0;
    for (const auto thread : by_closeness()) {
      for (const auto& [word, bit] : cut_) {
        if (threads_[thread] & bit) continue;
        if (++asked > kMostAsked) return;
        const auto match = search_index(reader_).match_in_thread(reader_, word, thread, newest_);
        if (match && limits_.allow(match->created_at)) keep(*match, bit);
      }
    }
  }

  // The threads that have most, the latest first, if that is all or at least half of so many words.
  std::vector<ThreadId> best(std::size_t words) const {
    int most = 0;
    for (const auto& [thread, held] : threads_) most = std::max(most, std::popcount(held));
    if (most == 0 || static_cast<std::size_t>(most) * 2 < words) return {};
    auto threads = by_closeness();
    std::erase_if(threads, [&](ThreadId thread) { return std::popcount(threads_.at(thread)) < most; });
    return threads;
  }

  Held held(ThreadId thread) const { return threads_.at(thread); }
  bool cut() const { return !cut_.empty(); }

  Hit hit(PostId post) {
    const auto& [match, held] = posts_.at(post);
    const auto& facts = wanted_.find(match);
    return {.post = post,
            .thread = match.thread,
            .created_at = match.created_at,
            .relevance = 2.0 * std::popcount(held),
            .is_solution = facts->solution == post,
            .thanks = facts->thanks + facts->score};
  }
  std::vector<PostId> posts() const {
    std::vector<PostId> posts;
    for (const auto& [post, found] : posts_) posts.push_back(post);
    return posts;
  }
  ThreadId thread_of(PostId post) const { return posts_.at(post).match.thread; }

 private:
  struct Found {
    Match match;
    Held held = 0;
  };

  void keep(const Match& match, Held bit) {
    auto& found = posts_[match.post];
    found.match = match;
    found.held |= bit;
    threads_[match.thread] |= bit;
    auto& latest = latest_[match.thread];
    latest = std::max(latest, match.post);
  }

  std::vector<ThreadId> by_closeness() const {
    std::vector<ThreadId> threads;
    for (const auto& [thread, held] : threads_) threads.push_back(thread);
    std::ranges::sort(threads, [&](ThreadId a, ThreadId b) {
      const auto in_a = std::popcount(threads_.at(a)), in_b = std::popcount(threads_.at(b));
      return in_a != in_b ? in_a > in_b : latest_.at(a) > latest_.at(b);
    });
    return threads;
  }

  store::Reader& reader_;
  WantedThreads& wanted_;
  const SearchLimits& limits_;
  PostId newest_;
  std::unordered_map<PostId, Found> posts_;
  std::unordered_map<ThreadId, Held> threads_;
  std::unordered_map<ThreadId, PostId> latest_;
  std::vector<std::pair<SearchQuery, Held>> cut_;
};

}  // namespace

ClosestThreads find_closest(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                            const SearchQuery& query, const SearchLimits& limits, PostId newest) {
  const auto wanted = std::ranges::count_if(query.terms, [](const QueryTerm& term) { return !term.excluded; });
  if (wanted < 2) return {};
  const auto words = telling_terms(query);
  WantedThreads threads(reader, viewer, spaces, limits);
  Closest closest(reader, threads, limits, newest);
  for (std::size_t i = 0; i < words.size(); ++i) {
    closest.look_for(only(*words[i], query), Held{1} << i, kMostPostsLookedAt / words.size());
  }
  closest.ask_for_the_rest();

  ClosestThreads found;
  auto best = closest.best(words.size());
  found.cut = closest.cut() || best.size() > kMostThreads;
  best.resize(std::min(best.size(), kMostThreads));
  if (static_cast<std::size_t>(wanted) > words.size()) found.together = Together::nearly;
  for (const auto thread : best) {
    auto& missing = found.missing[thread];
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (!(closest.held(thread) & (Held{1} << i))) missing.push_back(as_typed(*words[i]));
    }
    if (!missing.empty()) found.together = Together::nearly;
  }
  for (const auto post : closest.posts()) {
    if (found.missing.contains(closest.thread_of(post))) found.hits.push_back(closest.hit(post));
  }
  return found;
}

}  // namespace parvis::community
