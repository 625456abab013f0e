// The posts among which the best are chosen: the latest that match, bounded, and only in threads the viewer may read.
// Where a thread stands and what it is worth is asked of the thread itself, never of the index, so a moved, deleted or
// solved thread is taken as it is now. Reading only; any thread.
#pragma once

#include <vector>

#include "community/search/search_index.h"
#include "community/search/search_limits.h"

namespace parvis::community {

// How many of the latest matches are ranked, and how many more whose title has all the words. A reader who passes this
// many wants other words, not more pages.
inline constexpr std::size_t kMaxTextCandidates = 300;
inline constexpr std::size_t kMaxTitleCandidates = 100;
// Matches looked at in search of candidates: those in spaces of others cost without giving any.
inline constexpr std::size_t kMaxLookedAt = 20'000;

struct Hit {
  PostId post;
  ThreadId thread;
  Instant created_at;
  double relevance = 0;  // greater is better; 0 when all words are too common to weigh
  bool in_title = false;
  bool is_solution = false;
  std::int64_t thanks = 0;  // of the thread: reactions, and votes on its question
};

struct Candidates {
  std::vector<Hit> hits;  // each post once
  bool cut = false;       // there are more
};

enum class SearchOrder { best, latest };

// Matches up to `newest`, so that the pages of one search go on from the same ones.
Candidates find_candidates(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                           const SearchQuery& query, const SearchLimits& limits, SearchOrder order, PostId newest);

}  // namespace parvis::community
