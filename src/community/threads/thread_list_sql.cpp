#include "community/threads/thread_list_sql.h"

#include "core/store/id_list.h"

namespace parvis::community {
namespace {

constexpr store::Sql kSelect{R"(
  select t.id, t.space, t.title, t.slug, t.language, t.created_at, t.last_activity_at, t.last_post, t.posts, t.thanks,
         t.score, t.solution is not null, t.pinned_at is not null, t.closed_at is not null,
         a.id, a.handle, a.display_name, a.title, a.hue, a.role, l.id, l.handle, l.display_name, l.hue)"};

// `cross join` holds SQLite to this order of tables: first the one whose index gives the order of the list.
constexpr store::Sql kFromThread{" from thread t"};
constexpr store::Sql kFromTag{" from thread_tag tt cross join thread t"};
constexpr store::Sql kFromFollow{" from follow f cross join thread t"};
constexpr store::Sql kFromUnread{" from thread t left join read_mark r on r.member = $4 and r.thread = t.id"};
constexpr store::Sql kFaces{
    " cross join member a cross join member l where a.id = t.author and l.id = t.last_poster and t.deleted_at is null"};

constexpr store::Sql kInSpace{" and t.space = $4"};
constexpr store::Sql kWithTag{" and tt.tag = $4 and t.id = tt.thread"};
constexpr store::Sql kByAuthor{" and t.author = $4"};
constexpr store::Sql kFollowed{" and f.member = $4 and f.kind = 1 and t.id = f.target"};  // FollowKind::thread
constexpr store::Sql kUnread{" and t.last_activity_at > $5 and t.last_post > coalesce(r.post, 0)"};

constexpr store::Sql kNotPinned{" and t.pinned_at is null"};
constexpr store::Sql kLimit{" limit $3"};

store::Sql from_and_where(ListScope scope) {
  switch (scope) {
    case ListScope::all: return kFromThread + kFaces;
    case ListScope::space: return kFromThread + kFaces + kInSpace;
    case ListScope::tag: return kFromTag + kFaces + kWithTag;
    case ListScope::author: return kFromThread + kFaces + kByAuthor;
    case ListScope::followed: return kFromFollow + kFaces + kFollowed;
    case ListScope::unread: return kFromUnread + kFaces + kUnread;
  }
  return kFromThread + kFaces;
}

store::Sql in_order(ThreadOrder order, ListScope scope) {
  if (order == ThreadOrder::latest && scope == ListScope::tag) {
    return " and (tt.last_activity_at, tt.thread) < ($1, $2) order by tt.last_activity_at desc, tt.thread desc";
  }
  switch (order) {
    case ThreadOrder::latest:
      return " and (t.last_activity_at, t.id) < ($1, $2) order by t.last_activity_at desc, t.id desc";
    case ThreadOrder::newest: return " and (t.created_at, t.id) < ($1, $2) order by t.created_at desc, t.id desc";
    case ThreadOrder::appreciated: return " and (t.thanks, t.id) < ($1, $2) order by t.thanks desc, t.id desc";
    case ThreadOrder::unanswered:
      return " and t.posts = 1 and (t.created_at, t.id) < ($1, $2) order by t.created_at desc, t.id desc";
  }
  return "";
}

// Without a space, questions without an answer are those of the spaces for questions, when any may be read.
std::vector<std::int64_t> question_spaces(const Viewer& viewer, const SpaceList& spaces) {
  std::vector<std::int64_t> ids;
  for (const auto* space : readable_spaces(viewer, spaces)) {
    if (space->kind == SpaceKind::questions) ids.push_back(space->id.value);
  }
  return ids;
}

store::Sql among(const store::Sql& column, const std::vector<std::int64_t>& ids) {
  return store::Sql(" and ") + column + store::Sql(" in (") + store::Sql::numbers(ids) + store::Sql(")");
}

// What narrows a list beyond the scope it walks. The plus keeps SQLite from walking the spaces' index instead.
store::Sql narrowed(const Viewer& viewer, const SpaceList& spaces, const ThreadQuery& query, ListScope scope) {
  auto sql = only_readable(viewer, spaces, store::Sql("+t.space"));
  if (query.space && scope != ListScope::space) sql = sql + among("+t.space", {query.space.value});
  if (query.author && scope != ListScope::author) sql = sql + among("+t.author", {query.author.value});
  if (query.tag && scope != ListScope::tag) {
    sql = sql + store::Sql(" and exists (select 1 from thread_tag x where x.thread = t.id") +
          among("x.tag", {query.tag.value}) + store::Sql(")");
  }
  if (query.order == ThreadOrder::unanswered && !query.space) {
    const auto questions = question_spaces(viewer, spaces);
    if (!questions.empty()) sql = sql + among("+t.space", questions);
  }
  return sql;
}

}  // namespace

store::Sql list_sql(const Viewer& viewer, const SpaceList& spaces, const ThreadQuery& query, ListScope scope,
                    Pins pins) {
  auto sql = kSelect + from_and_where(scope);
  // The space of this scope was found readable before, so its statement has no identifiers in it and stays prepared.
  if (scope != ListScope::space || query.author || query.tag) sql = sql + narrowed(viewer, spaces, query, scope);
  if (pins == Pins::apart) sql = sql + kNotPinned;
  return sql + in_order(query.order, scope) + kLimit;
}

store::Sql pinned_sql() {
  return kSelect + kFromThread + kFaces + store::Sql(" and t.space = $1 and t.pinned_at is not null") +
         store::Sql(" order by t.pinned_at desc");
}

store::Sql these_sql(store::Reader& reader) {
  return kSelect + kFromThread + kFaces + store::Sql(" and t.id") + in_list(reader, "$1");
}

}  // namespace parvis::community
