#include "community/threads/post_deletion.h"

#include "community/moderation/lesson.h"
#include "community/threads/counting.h"
#include "community/threads/solution.h"
#include "community/threads/thread_deletion.h"
#include "community/threads/thread_store.h"
#include "core/errors.h"

namespace parvis::community {
namespace {

constexpr store::Sql kSetDeleted{"update post set deleted_at = $2, deleted_by = $3 where id = $1"};
constexpr store::Sql kCountInThread{"update thread set posts = posts + $2 where id = $1"};

// The post was taken out (-1) or put back (+1).
void settle(store::Transaction& transaction, const Act& act, const Thread& thread, const PostHead& post,
            std::int64_t difference, Verb verb, std::string_view reason = {}) {
  transaction.run(kCountInThread, thread.id, difference);
  count_in_space(transaction, thread.space, 0, difference);
  count_of_member(transaction, post.author, 0, difference);
  add_to_tally(transaction, "posts", difference);
  refresh_last_activity(transaction, thread);
  queue_search(transaction, post.id, instant_of(act));
  auto activity = in_thread(activity_of(act, verb, ObjectKind::post, post.id.value), thread, post.author);
  activity.detail = reason;
  record_and_echo(transaction, act, std::move(activity), context_of(thread, post));
}

// The thread of a post that the actor may delete and put back.
Thread thread_to_keep(store::Transaction& transaction, const Act& act, const PostHead& post) {
  const auto thread = find_thread(transaction, act.actor, act.spaces, post.thread);
  return thread_to_change(transaction, act, post.thread, deleting(act, thread, post.author));
}

}  // namespace

void delete_post(store::Transaction& transaction, const Act& act, PostId id) { hide_post(transaction, act, id, {}); }

void hide_post(store::Transaction& transaction, const Act& act, PostId id, std::string_view reason) {
  const auto post = read_post_head(transaction, id);
  if (!post) throw NotFound();
  if (post->number == 1) return hide_thread(transaction, act, post->thread, reason);
  const auto thread = thread_to_keep(transaction, act, *post);
  if (post->deleted_at) return;
  if (thread.solution == id) clear_solution(transaction, act, thread);
  transaction.run(kSetDeleted, id, instant_of(act), act.actor.member);
  settle(transaction, act, thread, *post, -1, Verb::post_deleted, reason);
}

void restore_post(store::Transaction& transaction, const Act& act, PostId id) {
  const auto post = read_post_head(transaction, id);
  if (!post) throw NotFound();
  if (post->number == 1 && !post->deleted_at) return restore_thread(transaction, act, post->thread);
  const auto thread = thread_to_keep(transaction, act, *post);
  if (!post->deleted_at) return;
  if (deleting(act, thread, post->author) == Action::delete_own && post->deleted_by != act.actor.member) {
    throw Forbidden({"Only those who lead this space may do this."});
  }
  transaction.run(kSetDeleted, id, std::nullopt, std::nullopt);
  unlearn(transaction, ObjectKind::post, id.value);
  settle(transaction, act, thread, *post, 1, Verb::post_restored);
}

}  // namespace parvis::community
