#include "community/threads/merge.h"

#include <algorithm>
#include <set>

#include "community/threads/post_place.h"
#include "community/threads/thread_store.h"
#include "community/threads/transfer.h"
#include "community/threads/transfer_marks.h"
#include "core/errors.h"
#include "core/ids_at.h"

namespace parvis::community {
namespace {

constexpr store::Sql kBegan{"select created_at from post where thread = $1 and number = 1"};
constexpr store::Sql kCameFrom{R"(
  select post.id from post join former_place on former_place.post = post.id
  where post.thread = $1 and former_place.thread = $2 and former_place.moved_at = $3 order by post.number)"};
constexpr store::Sql kTakeUpAgain{"update thread set deleted_at = null, deleted_by = null where id = $1"};
constexpr store::Sql kTransfers{R"(
  select activity.id, activity.verb, activity.at, activity.thread, activity.object, activity.amount, thread.title,
    thread.space, coalesce(activity.actor, 0), activity.detail, case when thread.deleted_at is null then 0 else 1 end
  from staff_act join activity on activity.id = staff_act.activity
    join thread on thread.id = case when activity.thread = $1 then activity.object else activity.thread end
  where staff_act.activity >= $3 and activity.at > $2 and activity.verb in (100, 101) and (activity.thread = $1 or activity.object = $1)
  order by staff_act.activity desc limit 60)"};
constexpr store::Sql kTransfer{R"(
  select id, verb, at, thread, object, amount, '', 0, coalesce(actor, 0), detail, 0 from activity
  where id = $1 and at > $2 and verb in (100, 101))"};

Instant began_at(store::Reader& reader, ThreadId thread) {
  const auto at = reader.one<Instant>(kBegan, thread);
  if (!at) throw NotFound();
  return *at;
}

void record(store::Transaction& transaction, const Act& act, Verb verb, const Thread& from, ThreadId into,
            std::int64_t posts, ActivityId takes_back) {
  auto activity = activity_of(act, verb, ObjectKind::thread, into.value);
  if (takes_back) activity.detail = id_text(takes_back);
  activity.amount = posts;
  record_and_echo(transaction, act, in_thread(std::move(activity), from, from.author), context_of(from));
}

// The merged thread, whose posts may still be told from those among which they stand.
Thread merged_thread(store::Transaction& transaction, const Act& act, ThreadId id) {
  auto thread = read_thread(transaction, id);
  if (!thread) throw NotFound();
  require(act, thread->space, Action::move);
  if (!thread->deleted_at || thread->posts > 0) throw Conflict({"This was taken back already."});
  return std::move(*thread);
}

ThreadId part_again(store::Transaction& transaction, const Act& act, ThreadId id, ActivityId takes_back) {
  const auto gone = merged_thread(transaction, act, id);
  const auto merged_at = *gone.deleted_at;
  const auto first = present_place(transaction, id, 1);
  if (!first) throw NotFound();
  const auto kept = thread_to_change(transaction, act, first->thread, Action::move);
  const auto posts = transaction.all<PostId>(kCameFrom, kept.id, id, merged_at);
  if (posts.empty() || std::ranges::find(posts, first->post) == posts.end() ||
      std::ranges::find(posts, first_post_of(transaction, kept.id)) != posts.end()) {
    throw Conflict({"Its posts have gone elsewhere meanwhile."});
  }
  transaction.run(kTakeUpAgain, id);
  transfer_posts(transaction, act, kept, *read_thread(transaction, id), posts, Leaving::some);
  drop_what_came(transaction, kept.id, merged_at);
  // Who follows what was kept asked for nothing of this one; who followed it before still does.
  drop_what_came(transaction, id, instant_of(act));
  record(transaction, act, Verb::thread_split, kept, id, static_cast<std::int64_t>(posts.size()), takes_back);
  return id;
}

}  // namespace

ThreadId kept_of(store::Reader& reader, ThreadId one, ThreadId other) {
  return began_at(reader, one) < began_at(reader, other) ? one : other;
}

namespace {

Merged merge_taking_back(store::Transaction& transaction, const Act& act, ThreadId one, ThreadId other,
                         ActivityId takes_back) {
  if (one == other) throw Conflict({"A conversation cannot be merged with itself."});
  auto gone = thread_to_change(transaction, act, one, Action::move);
  auto kept = thread_to_change(transaction, act, other, Action::move);
  if (kept_of(transaction, one, other) == one) std::swap(gone, kept);
  const auto posts = posts_in_order(transaction, gone.id);
  transfer_posts(transaction, act, gone, kept, posts, Leaving::all);
  const auto many = static_cast<std::int64_t>(posts.size());
  record(transaction, act, Verb::threads_merged, gone, kept.id, many, takes_back);
  return {kept.id, gone.id, many};
}

}  // namespace

Merged merge_threads(store::Transaction& transaction, const Act& act, ThreadId one, ThreadId other) {
  return merge_taking_back(transaction, act, one, other, {});
}

std::vector<Transfer> latest_transfers(store::Reader& reader, ThreadId thread, Instant at) {
  const auto since = at - kTakeBackWithin;
  // An identifier is made a moment before or after the instant it is told with.
  auto all = reader.all<Transfer>(kTransfers, thread, since, least_id_at(since - kHour));
  std::set<std::string> taken_back;
  for (const auto& one : all) taken_back.insert(one.takes_back);
  std::erase_if(all,
                [&](const Transfer& one) { return !one.takes_back.empty() || taken_back.contains(id_text(one.act)); });
  return all;
}

ThreadId take_back_transfer(store::Transaction& transaction, const Act& act, ActivityId id) {
  const auto found = transaction.one<Transfer>(kTransfer, id, instant_of(act) - kTakeBackWithin);
  if (!found) throw NotFound();
  const auto open = latest_transfers(transaction, found->from, instant_of(act));
  if (std::ranges::find(open, id, &Transfer::act) == open.end()) throw Conflict({"This was taken back already."});
  if (found->verb == Verb::threads_merged) return part_again(transaction, act, found->from, id);
  return merge_taking_back(transaction, act, found->into, found->from, id).kept;
}

}  // namespace parvis::community
