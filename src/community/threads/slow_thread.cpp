#include "community/threads/slow_thread.h"

#include <algorithm>

#include "community/activity/activity.h"
#include "community/activity/staff_change.h"
#include "community/threads/thread_store.h"
#include "core/store/foresight.h"

namespace parvis::community {
namespace {

constexpr store::Sql kSeconds{"select seconds from slow_thread where thread = $1"};
constexpr store::Sql kSet{R"(
  insert into slow_thread (thread, seconds) values ($1, $2)
  on conflict (thread) do update set seconds = excluded.seconds)"};
constexpr store::Sql kEnd{"delete from slow_thread where thread = $1"};
constexpr store::Sql kLastOf{R"(
  select coalesce(max(created_at), 0) from post where author = $1 and created_at > $2 and thread = $3)"};

}  // namespace

std::int64_t slow_seconds(store::Reader& reader, ThreadId thread) {
  return reader.one<std::int64_t>(kSeconds, thread).value_or(0);
}

void foresee_slow_seconds(store::Reader& reader, ThreadId thread) { store::foresee(reader, kSeconds, thread); }

void set_slow(store::Transaction& transaction, const Act& act, ThreadId id, std::int64_t seconds) {
  const auto thread = thread_to_change(transaction, act, id, Action::close);
  const auto wanted = std::clamp<std::int64_t>(seconds, 0, kMostSlowSeconds);
  if (slow_seconds(transaction, id) == wanted) return;
  const StaffChange change(transaction, Verb::slow_mode_set, id.value);
  wanted == 0 ? transaction.run(kEnd, id) : transaction.run(kSet, id, wanted);
  auto activity = in_thread(activity_of(act, Verb::slow_mode_set, ObjectKind::thread, id.value), thread, thread.author);
  activity.amount = wanted;
  record_and_echo(transaction, act, std::move(activity), context_of(thread));
  change.keep(transaction);
}

void require_pace(store::Reader& reader, const Act& act, const Thread& thread) {
  if (act.let_through || may_pass_closure(act.actor, act.spaces, thread.space)) return;
  const auto seconds = slow_seconds(reader, thread.id);
  if (seconds == 0) return;
  const auto at = instant_of(act);
  const auto last =
      reader.one<Instant>(kLastOf, act.actor.member, at - seconds * kSecond, thread.id).value_or(Instant{});
  if (!last) return;
  const auto left = std::max<std::int64_t>((last + seconds * kSecond - at + kSecond - 1) / kSecond, 1);
  throw Conflict({"This conversation goes slowly, so that everybody can follow: you may write again in {n} seconds.",
                  {{"n", std::to_string(left)}}});
}

}  // namespace parvis::community
