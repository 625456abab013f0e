#include "community/notifications/notification.h"

#include "community/letters/wishes.h"
#include "community/threads/cursor.h"
#include "core/store/foresight.h"

namespace parvis::community {
namespace {

constexpr store::Sql kRows{R"(
  select notification.id, notification.kind, notification.count, notification.created_at, notification.read_at,
         coalesce(thread.id, 0), coalesce(thread.space, 0), coalesce(thread.title, ''), coalesce(thread.slug, ''),
         coalesce(thread.language, ''),
         coalesce(post.id, 0), coalesce(post.number, 0), coalesce(post.author, 0),
         case when thread.author = notification.member or post.author = notification.member
           or exists (select 1 from post as answered where answered.id = post.reply_to
                      and answered.author = notification.member) then 1 else 0 end,
         coalesce((select reaction.kind from reaction
                   where notification.kind = 5 and reaction.post = notification.post
                     and reaction.member = notification.actor
                   order by reaction.created_at desc limit 1), ''),
         member.id, member.handle, member.display_name, member.title, member.hue, member.role, member.status
  from notification left join thread on thread.id = notification.thread
  join member on member.id = notification.actor
  left join post on post.id = notification.post
  where notification.member = $1 and (notification.thread = 0 or (thread.deleted_at is null)"};
constexpr store::Sql kLatestFirst{
    " and (notification.created_at, notification.id) < ($2, $3) order by notification.created_at desc, notification.id "
    "desc limit $4"};
// Of one thread through the index of what is unread; of all through that of the member.
constexpr store::Sql kToTell{R"( and notification.thread = $2 and notification.read_at is null
  and notification.written_at >= $3 order by notification.created_at, notification.id limit $4)"};
constexpr store::Sql kAllToTell{R"( and notification.created_at >= $2 and notification.read_at is null
  and notification.written_at >= $3 and notification.written_at < $4
  order by notification.created_at desc, notification.id desc limit $5)"};
constexpr std::int64_t kWrittenLater = kDay;  // the most that a crowd is told after the act

// As the list has them: not of what was deleted or may no longer be read.
constexpr store::Sql kCountUnread{R"(
  select count(*) from notification join member on member.id = notification.member
  left join thread on thread.id = notification.thread
  where notification.member = $1 and notification.read_at is null
    and (notification.thread = 0 or (thread.deleted_at is null)"};
constexpr store::Sql kClosed{"))"};
constexpr store::Sql kReadOne{"update notification set read_at = $3 where member = $1 and id = $2 and read_at is null"};
constexpr store::Sql kReadAll{"update notification set read_at = $2 where member = $1 and read_at is null"};
constexpr store::Sql kReadOfGroups{
    "update notification set read_at = $2 where member = $1 and kind between 40 and 43 and read_at is null"};
constexpr store::Sql kReadOfThread{R"(
  update notification set read_at = $4
  where member = $1 and thread = $2 and read_at is null
    and coalesce((select number from post where post.id = notification.post), 0) <= $3)"};
constexpr store::Sql kHasUnread{
    "select 1 from notification where member = $1 and thread = $2 and read_at is null limit 1"};
constexpr store::Sql kOld{"select id from notification where read_at < $1 limit 2000"};
constexpr store::Sql kDrop{"delete from notification where id in ("};
constexpr store::Sql kClose{")"};

}  // namespace

NotificationList list_notifications(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                                    std::string_view cursor, int limit) {
  const auto from = parse_cursor(cursor);
  const auto sql =
      kRows + only_readable(viewer, spaces, "thread.space") + kClosed + only_wanted_on_page() + kLatestFirst;
  NotificationList list{.rows = reader.all<Notification>(sql, viewer.member, from.key, from.id, limit + 1)};
  if (list.rows.size() > static_cast<std::size_t>(limit)) {
    list.rows.pop_back();
    const auto& last = list.rows.back();
    list.next = cursor_text({last.created_at.microseconds, last.id.value});
  }
  return list;
}

std::int64_t count_unread(store::Reader& reader, MemberId member) {
  static const auto sql = kCountUnread + only_readers_of("thread.space") + kClosed + only_wanted_on_page();
  return reader.one<std::int64_t>(sql, member).value_or(0);
}

std::vector<Notification> notifications_to_tell(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                                                ThreadId thread, Instant written_from, int limit) {
  const auto sql = kRows + only_readable(viewer, spaces, "thread.space") + kClosed + kToTell;
  return reader.all<Notification>(sql, viewer.member, thread, written_from, limit);
}

std::vector<Notification> notifications_to_tell(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                                                Instant written_from, Instant written_before, int limit) {
  const auto sql = kRows + only_readable(viewer, spaces, "thread.space") + kClosed + kAllToTell;
  return reader.all<Notification>(sql, viewer.member, written_from - kWrittenLater, written_from, written_before,
                                  limit);
}

std::int64_t read_notification(store::Transaction& transaction, MemberId member, NotificationId id, Instant at) {
  return transaction.run(kReadOne, member, id, at);
}

std::int64_t read_all_notifications(store::Transaction& transaction, MemberId member, Instant at) {
  return transaction.run(kReadAll, member, at);
}

std::int64_t read_notifications_of_groups(store::Transaction& transaction, MemberId member, Instant at) {
  return transaction.run(kReadOfGroups, member, at);
}

store::Changes read_notifications_of_thread(store::Transaction& transaction, MemberId member, ThreadId thread,
                                            std::int64_t up_to, Instant at) {
  return transaction.run(kReadOfThread, member, thread, up_to, at);
}

bool has_unread_of_thread(store::Reader& reader, MemberId member, ThreadId thread) {
  return reader.one<std::int64_t>(kHasUnread, member, thread).has_value();
}

void foresee_unread_of_thread(store::Reader& reader, MemberId member, ThreadId thread) {
  store::foresee(reader, kHasUnread, member, thread);
}

void drop_old_notifications(store::Store& store, Instant read_before) {
  while (true) {
    // Looked for off the writing thread, since it may take going through all of them.
    const auto old = store.read([&](store::Reader& reader) { return reader.all<std::int64_t>(kOld, read_before); });
    if (old.empty()) return;
    store.write([&](store::Transaction& transaction) { transaction.run(kDrop + store::Sql::numbers(old) + kClose); });
  }
}

}  // namespace parvis::community
