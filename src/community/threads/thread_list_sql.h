// How lists of threads are asked of the database: the statement for each scope and order, its rows, and what is added
// to a page of rows. Not for other folders, which use list_threads.
#pragma once

#include <vector>

#include "community/threads/thread_lists.h"

namespace parvis::community {

// What a list walks: the whole square, one space, one tag, one author, what the viewer follows, what they have not
// read. Each statement takes $1 sort key and $2 identifier to begin after, $3 limit; then $4 what the scope names (not
// for `all`); `unread` takes $5, the horizon.
enum class ListScope { all, space, tag, author, followed, unread };
enum class Pins { among, apart };  // apart: pinned threads are left out

store::Sql list_sql(const Viewer& viewer, const SpaceList& spaces, const ThreadQuery& query, ListScope scope,
                    Pins pins);
store::Sql pinned_sql();                      // $1: space, found readable before
store::Sql these_sql(store::Reader& reader);  // $1: an id_list of threads; who may read them is not asked

// The columns of a row, in the order of the statement.
struct ThreadColumns {
  ThreadId id;
  SpaceId space;
  std::string title, slug, language;
  Instant created_at, last_activity_at;
  std::int64_t last_post = 0, posts = 0, thanks = 0, score = 0;
  bool solved = false, pinned = false, closed = false;
  MemberId author;
  std::string author_handle, author_name, author_title;
  int author_hue = 0;
  Role author_role = Role::member;
  MemberId last_poster;
  std::string last_poster_handle, last_poster_name;
  int last_poster_hue = 0;
};
ThreadRow row_of(ThreadColumns&& columns);

template <class... Args>
std::vector<ThreadRow> select_rows(store::Reader& reader, const store::Sql& sql, const Args&... args) {
  std::vector<ThreadRow> rows;
  store::Cursor cursor(reader.connection(), sql);
  cursor.bind(args...);
  while (cursor.step()) rows.push_back(row_of(cursor.row<ThreadColumns>()));
  return rows;
}

// Adds tags, the viewer's read marks and, when asked for, excerpts: one query each for the whole page.
void complete_rows(store::Reader& reader, const Viewer& viewer, std::vector<ThreadRow>& rows, Excerpts excerpts);

}  // namespace parvis::community
