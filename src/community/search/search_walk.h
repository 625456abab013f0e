// Going through the matches of a statement until they end or the taker has enough. Not for other folders.
#pragma once

#include "community/search/search_index.h"

namespace parvis::community {

// The statement selects post, thread and date, in that order.
template <class... Args>
void walk_matches(store::Reader& reader, const TakeMatch& take, const store::Sql& sql, const Args&... args) {
  store::Cursor cursor(reader.connection(), sql);
  cursor.bind(args...);
  cursor.expect_many();
  while (cursor.step()) {
    if (!take(cursor.row<Match>())) return;
  }
}

}  // namespace parvis::community
