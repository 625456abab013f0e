#include "community/threads/pin.h"

#include "community/threads/thread_store.h"

namespace parvis::community {
namespace {

constexpr store::Sql kSetPinned{"update thread set pinned_at = $2 where id = $1"};
constexpr store::Sql kPinnedInSpace{"select count(*) from thread where space = $1 and pinned_at is not null"};

void set_pinned(store::Transaction& transaction, const Act& act, const Thread& thread, std::optional<Instant> at,
                Verb verb) {
  transaction.run(kSetPinned, thread.id, at);
  record_and_echo(transaction, act,
                  in_thread(activity_of(act, verb, ObjectKind::thread, thread.id.value), thread, thread.author),
                  context_of(thread));
}

}  // namespace

void pin_thread(store::Transaction& transaction, const Act& act, ThreadId id) {
  const auto thread = thread_to_change(transaction, act, id, Action::pin);
  if (thread.pinned_at) return;
  if (transaction.one<std::int64_t>(kPinnedInSpace, thread.space).value_or(0) >= kMaxPinned) {
    throw Conflict(
        {"This space holds {max} pinned threads already. Unpin one first.", {{"max", std::to_string(kMaxPinned)}}});
  }
  set_pinned(transaction, act, thread, instant_of(act), Verb::thread_pinned);
}

void unpin_thread(store::Transaction& transaction, const Act& act, ThreadId id) {
  const auto thread = thread_to_change(transaction, act, id, Action::pin);
  if (thread.pinned_at) set_pinned(transaction, act, thread, std::nullopt, Verb::thread_unpinned);
}

}  // namespace parvis::community
