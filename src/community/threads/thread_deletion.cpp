#include "community/threads/thread_deletion.h"

#include "community/threads/counting.h"
#include "community/threads/thread_store.h"

namespace parvis::community {
namespace {

constexpr store::Sql kSetDeleted{"update thread set deleted_at = $2, deleted_by = $3, pinned_at = null where id = $1"};
constexpr store::Sql kPostOfAnother{
    "select number from post where thread = $1 and author <> $2 and deleted_at is null order by number limit 1"};

constexpr store::Sql kHasPosts{"select 1 from post where thread = $1 limit 1"};

bool others_wrote(store::Reader& reader, const Thread& thread) {
  return reader.one<std::int64_t>(kPostOfAnother, thread.id, thread.author).has_value();
}

void record(store::Transaction& transaction, const Act& act, const Thread& thread, Verb verb,
            std::string_view reason = {}) {
  queue_search(transaction, thread.id, instant_of(act));
  auto activity = in_thread(activity_of(act, verb, ObjectKind::thread, thread.id.value), thread, thread.author);
  activity.detail = reason;
  record_and_echo(transaction, act, std::move(activity), context_of(thread));
}

}  // namespace

bool may_delete(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces, const Thread& thread) {
  const auto* space = spaces.find(thread.space);
  if (!space || thread.deleted_at) return false;
  if (may(viewer, *space, Action::delete_others)) return true;
  if (!may(viewer, *space, Action::delete_own)) return false;
  return viewer.member == thread.author && !others_wrote(reader, thread);
}

void delete_thread(store::Transaction& transaction, const Act& act, ThreadId id) {
  hide_thread(transaction, act, id, {});
}

void hide_thread(store::Transaction& transaction, const Act& act, ThreadId id, std::string_view reason) {
  const auto thread = find_thread(transaction, act.actor, act.spaces, id);
  require(act, thread.space, deleting(act, thread, thread.author));
  if (thread.deleted_at) return;
  if (!may_delete(transaction, act.actor, act.spaces, thread)) {
    throw Forbidden({"Others have written here: only those who lead this space may delete the thread."});
  }
  transaction.run(kSetDeleted, id, std::optional(instant_of(act)), std::optional(act.actor.member));
  weigh_thread(transaction, thread, Weight::taken);
  record(transaction, act, thread, Verb::thread_deleted, reason);
}

void restore_thread(store::Transaction& transaction, const Act& act, ThreadId id) {
  const auto thread = find_thread(transaction, act.actor, act.spaces, id);
  const auto action = deleting(act, thread, thread.author);
  require(act, thread.space, action);
  if (!thread.deleted_at) return;
  if (!transaction.one<std::int64_t>(kHasPosts, id)) {
    throw Conflict({"This conversation was merged into another: its posts stand there."});
  }
  if (action == Action::delete_own && thread.deleted_by != act.actor.member) {
    throw Forbidden({"Only those who lead this space may do this."});
  }
  transaction.run(kSetDeleted, id, std::nullopt, std::nullopt);
  weigh_thread(transaction, thread, Weight::put);
  record(transaction, act, thread, Verb::thread_restored);
}

}  // namespace parvis::community
