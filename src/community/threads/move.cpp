#include "community/threads/move.h"

#include "community/activity/staff_change.h"
#include "community/threads/counting.h"
#include "community/threads/thread_store.h"

namespace parvis::community {
namespace {

// What waits to be read is decided on where it will stand.
constexpr store::Sql kMoveWaiting{"update contribution set space = $2 where thread = $1 and decision = 0"};
constexpr store::Sql kMove{"update thread set space = $2, pinned_at = null where id = $1"};

}  // namespace

void move_thread(store::Transaction& transaction, const Act& act, ThreadId id, SpaceId to) {
  auto thread = thread_to_change(transaction, act, id, Action::move);
  require(act, to, Action::move);
  if (thread.space == to) return;
  const auto from = thread.space;
  weigh_thread(transaction, thread, Weight::taken);
  const StaffChange change(transaction, Verb::thread_moved, id.value);
  transaction.run(kMove, id, to);
  transaction.run(kMoveWaiting, id, to);
  thread.space = to;
  weigh_thread(transaction, thread, Weight::put);
  refresh_space_activity(transaction, from);
  queue_search(transaction, id, instant_of(act));
  auto activity = activity_of(act, Verb::thread_moved, ObjectKind::thread, id.value);
  activity.amount = from.value;
  record_and_echo(transaction, act, in_thread(std::move(activity), thread, thread.author), context_of(thread));
  change.keep(transaction);
}

}  // namespace parvis::community
