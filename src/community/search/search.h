// Searching: from a question to the best threads, each with its best passage. Only what the viewer may read. Reading
// only; any thread.
#pragma once

#include <string>
#include <vector>

#include "community/members/member.h"
#include "community/search/search_candidates.h"
#include "community/search/search_closest.h"
#include "community/search/search_query.h"
#include "community/search/spelling.h"
#include "community/spaces/space.h"
#include "community/threads/thread_lists.h"
#include "community/visibility/viewer.h"
#include "core/text/words.h"

namespace parvis::community {

inline constexpr std::size_t kResultsPerPage = 20;

struct SearchResult {
  ThreadRow thread;
  text::Passage title;  // whole, with marks
  PostId post;
  std::int64_t number = 0;       // of the best post; in the order of dates, of the latest that matches
  std::int64_t other_posts = 0;  // of the thread that match too
  MemberFace author;             // of that post
  Instant created_at;
  text::Passage passage;
  std::string language;              // of the post
  std::vector<std::string> missing;  // words the thread does not have
};

struct SearchResults {
  std::vector<SearchResult> items;
  std::int64_t found = 0;        // threads, of the candidates looked at
  bool more_than_found = false;  // the candidates were cut
  Together together = Together::in_one_post;
  std::string next;  // of the next page; empty on the last
  // Words nobody wrote were taken for others that differ by one character.
  std::vector<Correction> corrections;
  std::string corrected;           // the words looked for instead; empty without corrections
  std::vector<LimitKind> unknown;  // limits that name nothing, for which nothing is found
};

// `after` is the `next` of the page before: the place among at most 400 candidates, and the newest post of the first
// page, so that what is written meanwhile moves nothing from one page to another. What is no such text is the first
// page, as in other lists.
SearchResults search(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces, const SearchQuery& query,
                     SearchOrder order = SearchOrder::best, std::string_view after = {});

}  // namespace parvis::community
