#include "community/threads/closure.h"

#include "community/threads/thread_store.h"

namespace parvis::community {
namespace {

constexpr store::Sql kSetClosed{"update thread set closed_at = $2 where id = $1"};

void set_closed(store::Transaction& transaction, const Act& act, ThreadId id, std::optional<Instant> at, Verb verb) {
  const auto thread = thread_to_change(transaction, act, id, Action::close);
  if (thread.closed_at.has_value() == at.has_value()) return;
  transaction.run(kSetClosed, id, at);
  record_and_echo(transaction, act,
                  in_thread(activity_of(act, verb, ObjectKind::thread, id.value), thread, thread.author),
                  context_of(thread));
}

}  // namespace

void close_thread(store::Transaction& transaction, const Act& act, ThreadId thread) {
  set_closed(transaction, act, thread, instant_of(act), Verb::thread_closed);
}

void reopen_thread(store::Transaction& transaction, const Act& act, ThreadId thread) {
  set_closed(transaction, act, thread, std::nullopt, Verb::thread_reopened);
}

}  // namespace parvis::community
