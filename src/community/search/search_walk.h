// Going through the matches of a statement until they end or the taker has enough. Not for other folders.
#pragma once

#include "community/search/search_index.h"

namespace parvis::community {

struct MatchRow {
  PostId post;
  ThreadId thread;
  Instant created_at;

  Match match() const { return {.post = post, .thread = thread, .created_at = created_at}; }
};

// The same with how its thread is.
struct PlacedRow {
  PostId post;
  ThreadId thread;
  Instant created_at;
  SpaceId space;
  std::int64_t thanks, score;
  std::optional<PostId> solution;

  Match match() const {
    return {.post = post,
            .thread = thread,
            .created_at = created_at,
            .facts = ThreadFacts{.space = space, .thanks = thanks, .score = score, .solution = solution}};
  }
};

// The statement selects the columns of a Row.
template <class Row = MatchRow, class... Args>
void walk_matches(store::Reader& reader, const TakeMatch& take, const store::Sql& sql, const Args&... args) {
  store::Cursor cursor(reader.connection(), sql);
  cursor.bind(args...);
  cursor.expect_many();
  while (cursor.step()) {
    if (!take(cursor.row<Row>().match())) return;
  }
}

}  // namespace parvis::community
