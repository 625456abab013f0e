// The full-text index: what is in it, and the questions it answers. One implementation for each database
// (search_index_sqlite.cpp); the rest of search is common. Functions over Reader and Transaction; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "community/search/search_query.h"
#include "community/spaces/space.h"
#include "community/types.h"
#include "community/visibility/viewer.h"
#include "core/store/store.h"

namespace parvis::community {

// One post made ready for the index, off the writing thread.
struct IndexEntry {
  PostId post;
  std::string title;  // stems of the thread's title; only of its first post
  std::string body;   // stems
  std::string marks;  // what it can be limited by
  ThreadId thread;    // set with the first post: the title's own entry
  std::string title_words;
  bool gone = false;  // deleted: only to be taken out
};
void write_entry(store::Transaction& transaction, const IndexEntry& entry);
std::string marks_of(SpaceId space, MemberId author);

// What a question is limited by, resolved to identifiers.
struct SearchLimits {
  SpaceId space;
  MemberId author;
  TagId tag;
  std::optional<Instant> after, before;
  std::optional<bool> solved;
};

enum class Where { anywhere, titles };

struct Hit {
  PostId post;
  ThreadId thread;
  std::int64_t number = 0;
  std::int64_t thanks = 0;  // of the thread
  std::int64_t votes = 0;   // up less down, of the post
  std::int64_t is_solution = 0;
  Instant created_at;
  double relevance = 0;  // greater is better; 0 when the words are too common to weigh
};

// The latest posts that match and that the viewer may read, at most `limit`, weighed when the words are rare enough.
std::vector<Hit> find_hits(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                           const SearchQuery& query, const SearchLimits& limits, Where where, int limit);

// In how many posts a stem stands.
std::int64_t posts_with(store::Reader& reader, std::string_view stem);

// Threads whose title has every whole word and one beginning with `prefix`; the latest first.
std::vector<ThreadId> complete_titles(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                                      const std::vector<std::string>& words, std::string_view prefix, int limit);
// Threads whose title shares most with these stems, the closest first.
std::vector<ThreadId> similar_titles(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                                     const std::vector<std::string>& stems, int limit);

}  // namespace parvis::community
