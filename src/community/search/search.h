// Searching: from a question to the best threads, each with its best passage; what to look for while typing; threads
// like the one being written. Only what the viewer may read. Reading only; any thread.
#pragma once

#include <string>
#include <vector>

#include "community/members/member.h"
#include "community/search/search_query.h"
#include "community/spaces/space.h"
#include "community/threads/tag.h"
#include "community/threads/thread_lists.h"
#include "community/visibility/viewer.h"
#include "core/text/words.h"

namespace parvis::community {

inline constexpr int kResultsPerPage = 20;

struct SearchResult {
  ThreadRow thread;
  PostId post;
  std::int64_t number = 0;       // of the best post
  std::int64_t other_posts = 0;  // of the thread that match too
  MemberFace author;             // of the best post
  Instant created_at;
  text::Passage passage;
};

struct SearchResults {
  std::vector<SearchResult> items;
  std::int64_t found = 0;        // threads, of the candidates looked at
  bool more_than_found = false;  // the candidates were cut
  std::string next;              // of the next page; empty on the last
  // A word nobody wrote was taken for one that differs by one character: what was looked for instead.
  std::string corrected;
};

enum class SearchOrder { best, latest };

SearchResults search(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces, const SearchQuery& query,
                     SearchOrder order = SearchOrder::best, std::string_view after = {});

struct Suggestions {
  std::vector<ThreadRow> threads;
  std::vector<Tag> tags;
  std::vector<MemberFace> members;  // only for members
};
Suggestions suggest(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces, std::string_view typed);

// Threads whose title is close to this one: shown while a title is typed, and beside a thread.
std::vector<ThreadRow> similar_threads(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                                       std::string_view title, ThreadId except = {}, int limit = 5);

}  // namespace parvis::community
