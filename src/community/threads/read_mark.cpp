#include "community/threads/read_mark.h"

#include <algorithm>

#include "community/threads/thread_lists.h"
#include "core/store/gather.h"
#include "core/store/id_list.h"

namespace parvis::community {
namespace {

// The mark is cut to the thread's last number: a page asked for "post 1,000,000" marks nothing that is yet to come.
constexpr store::Sql kMarkForward{R"(
  insert into read_mark (member, thread, post, read_at)
  select $1, id, case when last_post < $3 then last_post else $3 end, $4 from thread where id = $2
  on conflict (member, thread) do update set post = excluded.post, read_at = excluded.read_at
  where read_mark.post < excluded.post)"};
constexpr store::Sql kMarkAnywhere{R"(
  insert into read_mark (member, thread, post, read_at)
  select $1, id, case when last_post < $3 then last_post else $3 end, $4 from thread where id = $2
  on conflict (member, thread) do update set post = excluded.post, read_at = excluded.read_at
  where read_mark.post <> excluded.post)"};
// Of a number that is there.
constexpr store::Gathered kMarkOwn{R"(
  insert into read_mark (member, thread, post, read_at) values ($1, $2, $3, $4)
  on conflict (member, thread) do update set post = excluded.post, read_at = excluded.read_at
  where read_mark.post < excluded.post)",
                                   {store::Fold::key, store::Fold::key, store::Fold::most, store::Fold::last}};
constexpr store::Sql kMark{"select post from read_mark where member = $1 and thread = $2"};
constexpr store::Sql kMarks{"select thread, post from read_mark where member = $1 and thread"};
constexpr store::Sql kArrival{"select created_at from member where id = $1"};

// Of the list of the unread, from a place on.
constexpr store::Sql kUnread{R"(
  select t.id, t.last_post, t.last_activity_at from thread t left join read_mark r on r.member = $1 and r.thread = t.id
  where (t.last_activity_at, t.id) > ($2, $3) and t.last_activity_at <= $4 and t.deleted_at is null
    and t.last_post > coalesce(r.post, 0))"};
constexpr store::Sql kInOrder{" order by t.last_activity_at, t.id limit $5"};
constexpr int kMarkedAtOnce = 2000;  // some ten milliseconds of the writing thread

struct UnreadThread {
  ThreadId id;
  std::int64_t last_post = 0;
  Instant last_activity_at;
};

}  // namespace

void mark_all_read(store::Store& store, const Viewer& viewer, const SpaceList& spaces, Instant until, Instant at) {
  const auto sql = kUnread + only_readable(viewer, spaces, store::Sql("+t.space")) + kInOrder;
  UnreadThread from;
  for (std::vector<UnreadThread> threads; from.id == ThreadId{} || threads.size() == kMarkedAtOnce;) {
    threads = store.read([&](store::Reader& reader) {
      if (!from.id) from.last_activity_at = std::max(at - kUnreadHorizon, arrival_of(reader, viewer.member));
      return reader.all<UnreadThread>(sql, viewer.member, from.last_activity_at, from.id, until, kMarkedAtOnce);
    });
    if (threads.empty()) return;
    store.write([&](store::Transaction& transaction) {
      for (const auto& thread : threads) mark_read(transaction, viewer.member, thread.id, thread.last_post, at);
    });
    from = threads.back();
  }
}

bool mark_read(store::Transaction& transaction, MemberId member, ThreadId thread, std::int64_t number, Instant at,
               Backwards backwards) {
  if (number < 0 || (number == 0 && backwards == Backwards::never)) return false;
  return transaction.run(backwards == Backwards::allowed ? kMarkAnywhere : kMarkForward, member, thread, number, at) >
         0;
}

void mark_own_read(store::Transaction& transaction, MemberId member, ThreadId thread, std::int64_t number, Instant at) {
  store::gather(transaction, kMarkOwn, member, thread, number, at);
}

bool needs_read_mark(store::Reader& reader, MemberId member, ThreadId thread, std::int64_t number) {
  return number > 0 && read_up_to(reader, member, thread).value_or(0) < number;
}

std::optional<std::int64_t> read_up_to(store::Reader& reader, MemberId member, ThreadId thread) {
  return reader.one<std::int64_t>(kMark, member, thread);
}

void foresee_read_up_to(store::Reader& reader, MemberId member, ThreadId thread) {
  store::foresee(reader, kMark, member, thread);
}

std::vector<ReadMark> read_marks(store::Reader& reader, MemberId member, std::span<const ThreadId> threads) {
  if (threads.empty()) return {};
  return reader.all<ReadMark>(kMarks + in_list(reader, "$2"), member, store::id_list(threads));
}

Instant arrival_of(store::Reader& reader, MemberId member) {
  return reader.one<Instant>(kArrival, member).value_or(Instant{});
}

}  // namespace parvis::community
