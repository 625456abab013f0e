// The full-text index: what is in it, and the questions it answers. It knows words and marks and nothing of who may
// read what: callers ask the thread of each match. Each database has its own (search_index_sqlite.cpp,
// search_index_postgres.cpp); the rest of search is common. Stateless; any thread.
#pragma once

#include <cstdint>
#include <functional>
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
  ThreadId in;  // where it stands; a post never moves to another thread
  Instant created_at;
  std::string title;  // stems of the thread's title; only of its first post
  std::string body;   // stems
  std::string marks;  // what it can be limited by
  ThreadId thread;    // set with the first post: the title's own entry
  std::string title_words;
  bool gone = false;  // deleted: only to be taken out
};
std::string marks_of(SpaceId space, MemberId author, const std::vector<TagId>& tags);

// How the index takes what is written. `few`: a search soon after finds little to put together. `many`: it gathers more
// in memory before it writes a piece, and puts pieces together seldom; for loads, `few` again at their end.
enum class Arrivals { few, many };

// Marks a match must bear; zero: any.
struct Marks {
  SpaceId space;
  MemberId author;
  TagId tag;
};

// Where a thread stands and what it is worth, as it is now; nothing when it is deleted.
struct ThreadFacts {
  SpaceId space;
  std::int64_t thanks = 0, score = 0;  // reactions; votes on its question
  std::optional<PostId> solution;
};

// Where a match stands; deleted posts never do.
struct Match {
  PostId post;
  ThreadId thread;
  Instant created_at;
  std::optional<ThreadFacts> facts = std::nullopt;  // where they came along with the match
};
// Takes a match and answers whether to go on.
using TakeMatch = std::function<bool(const Match&)>;

inline constexpr PostId kNewest{INT64_MAX};

// How well a post fits the words: greater is better.
struct Fit {
  PostId post;
  double relevance = 0;
};

class SearchIndex {
 public:
  virtual ~SearchIndex() = default;

  virtual void write(store::Transaction& transaction, const std::vector<IndexEntry>& entries) const = 0;
  virtual void expect(store::Transaction& transaction, Arrivals arrivals) const = 0;

  // The posts that match the words of the query and bear the marks, the latest first, from `newest` on. The query must
  // have words. Marks follow a thread that was moved or tagged a moment after the thread itself.
  virtual void each_match(store::Reader& reader, const SearchQuery& query, const Marks& marks, PostId newest,
                          const TakeMatch& take) const = 0;
  // The first posts of threads whose title has all the words; of this author, unless zero.
  virtual void each_title_match(store::Reader& reader, const SearchQuery& query, MemberId author, PostId newest,
                                const TakeMatch& take) const = 0;
  // These will be asked for next, by each_match: a database that is far sends them with what is asked before.
  virtual void foresee_matches(store::Reader&, const SearchQuery&, const Marks&, PostId) const {}
  // Those among the posts that wait to be folded again, whatever their old marks say; the latest first.
  virtual void each_pending_match(store::Reader& reader, const SearchQuery& query, MemberId author,
                                  const TakeMatch& take) const = 0;
  // The first post of this thread, among its latest 50, that matches the words.
  virtual std::optional<Match> match_in_thread(store::Reader& reader, const SearchQuery& query, ThreadId thread,
                                               PostId newest) const = 0;
  // Posts with any of these stems, the latest first.
  virtual void each_with_any(store::Reader& reader, const std::vector<std::string>& stems,
                             const TakeMatch& take) const = 0;

  virtual std::optional<ThreadFacts> thread_facts(store::Reader& reader, ThreadId thread) const = 0;

  // In how many posts one of these stems stands: counted up to `at_most`, since counting reads the list.
  virtual std::int64_t posts_with(store::Reader& reader, const std::vector<std::string>& stems,
                                  std::int64_t at_most) const = 0;
  // Of posts with each of these words, each given by its stems. Costs by the length of their lists: for rare words
  // only.
  virtual std::vector<Fit> fits(store::Reader& reader, const std::vector<std::vector<std::string>>& words,
                                int limit) const = 0;

  // Threads whose title has every whole word and one beginning with `prefix`; the latest first.
  virtual std::vector<ThreadId> complete_titles(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                                                const std::vector<std::string>& words, std::string_view prefix,
                                                int limit) const = 0;
  // Threads whose title shares most with these stems, the closest first.
  virtual std::vector<ThreadId> similar_titles(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                                               const std::vector<std::string>& stems, int limit) const = 0;
};

// That of the database that is read.
const SearchIndex& search_index(store::Reader& reader);
const SearchIndex& sqlite_search_index();
const SearchIndex& postgres_search_index();

// Every way to write the words of a term with one stem each, few at most. For the two of them.
std::vector<std::string> alternatives(const QueryTerm& term);

}  // namespace parvis::community
