#include "community/threads/thread_lists.h"

#include <algorithm>

#include "community/threads/cursor.h"
#include "community/threads/read_mark.h"
#include "community/threads/thread_list_sql.h"
#include "core/errors.h"

namespace parvis::community {
namespace {

constexpr store::Sql kTagThreads{"select threads from tag where id = $1"};

// From so many threads on, a tag's list in another order than by activity walks the index of that order, since it meets
// one of the tag's soon; below, sorting the tag's own threads costs less.
constexpr std::int64_t kManyThreads = 5000;

void check_scope(const Viewer& viewer, const SpaceList& spaces, const ThreadQuery& query) {
  if (query.space) space_to_read(viewer, spaces, query.space);
  if (query.filter != ThreadFilter::all && !viewer.signed_in()) throw SignInNeeded();
}

ListScope scope_of(store::Reader& reader, const ThreadQuery& query) {
  if (query.filter == ThreadFilter::followed) return ListScope::followed;
  if (query.filter == ThreadFilter::unread) return ListScope::unread;
  if (query.author) return ListScope::author;
  if (query.tag) {
    if (query.order == ThreadOrder::latest) return ListScope::tag;
    const bool many = reader.one<std::int64_t>(kTagThreads, query.tag).value_or(0) > kManyThreads;
    return many ? ListScope::all : ListScope::tag;
  }
  return query.space ? ListScope::space : ListScope::all;
}

std::vector<ThreadRow> select(store::Reader& reader, const Viewer& viewer, const ThreadQuery& query, ListScope scope,
                              const store::Sql& sql, const Cursor& from, int limit) {
  switch (scope) {
    case ListScope::all: return select_rows(reader, sql, from.key, from.id, limit);
    case ListScope::space: return select_rows(reader, sql, from.key, from.id, limit, query.space);
    case ListScope::tag: return select_rows(reader, sql, from.key, from.id, limit, query.tag);
    case ListScope::author: return select_rows(reader, sql, from.key, from.id, limit, query.author);
    case ListScope::followed: return select_rows(reader, sql, from.key, from.id, limit, viewer.member);
    case ListScope::unread:
      return select_rows(reader, sql, from.key, from.id, limit, viewer.member,
                         std::max(now() - kUnreadHorizon, arrival_of(reader, viewer.member)));
  }
  return {};
}

std::int64_t key_of(const ThreadRow& row, ThreadOrder order) {
  switch (order) {
    case ThreadOrder::latest: return row.last_activity_at.microseconds;
    case ThreadOrder::newest:
    case ThreadOrder::unanswered: return row.created_at.microseconds;
    case ThreadOrder::appreciated: return row.thanks;
  }
  return 0;
}

}  // namespace

ThreadList list_threads(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                        const ThreadQuery& asked) {
  check_scope(viewer, spaces, asked);
  auto query = asked;
  if (query.filter != ThreadFilter::all) query.order = ThreadOrder::latest;
  const auto from = parse_cursor(query.cursor);
  const auto scope = scope_of(reader, query);
  const bool with_pins = scope == ListScope::space && query.order == ThreadOrder::latest;
  const auto limit = std::clamp(query.limit, 1, kMaxThreadsPerPage);

  ThreadList list;
  const auto sql = list_sql(viewer, spaces, query, scope, with_pins ? Pins::apart : Pins::among);
  list.rows = select(reader, viewer, query, scope, sql, from, limit + 1);
  if (static_cast<int>(list.rows.size()) > limit) {
    list.rows.pop_back();
    list.next = cursor_text({key_of(list.rows.back(), query.order), list.rows.back().id.value});
  }
  if (with_pins && from.is_start()) list.pinned = select_rows(reader, pinned_sql(), query.space);
  complete_rows(reader, viewer, list.pinned, query.excerpts);
  complete_rows(reader, viewer, list.rows, query.excerpts);
  return list;
}

}  // namespace parvis::community
