// When no post has all the words: the threads that come closest. A word may stand in one post of a thread and the next
// in another; where no thread has them all, those that have most of them. Bounded: of each word the latest posts are
// looked at, and of what is still missing a few threads are asked. Reading only; any thread.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "community/search/search_candidates.h"

namespace parvis::community {

// How the words of a question stand in what was found.
enum class Together {
  in_one_post,
  in_one_thread,  // spread over its posts
  nearly,         // no thread has them all
};

struct ClosestThreads {
  std::vector<Hit> hits;  // the posts of these threads that have any of the words; each once
  Together together = Together::in_one_thread;
  std::unordered_map<ThreadId, std::vector<std::string>> missing;  // words as typed, a phrase as one
  bool cut = false;                                                // there may be more
};

// Nothing for a question of one word. Words that everybody uses ("the", « avec ») are passed over.
ClosestThreads find_closest(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                            const SearchQuery& query, const SearchLimits& limits, PostId newest);

}  // namespace parvis::community
