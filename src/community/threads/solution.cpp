#include "community/threads/solution.h"

#include "community/threads/counting.h"
#include "community/threads/standing.h"
#include "community/threads/thread_store.h"
#include "core/errors.h"

namespace parvis::community {
namespace {

constexpr store::Sql kSet{"update thread set solution = $2, solution_by = $3, solved_at = $4 where id = $1"};

// The thread, where the actor may say what answers it: who asked, and who has the right to.
Thread question_to_settle(store::Transaction& transaction, const Act& act, ThreadId id) {
  auto thread = find_thread(transaction, act.actor, act.spaces, id);
  const bool asked = act.actor.signed_in() && act.actor.member == thread.author;
  if (!may_accept(act.actor, act.spaces, thread)) {
    require(act, thread.space, asked ? Action::vote : Action::accept_answer);
  }
  require_standing(thread);
  return thread;
}

// Answering one's own question helps others, but is no help received: it does not count.
void count(store::Transaction& transaction, const Thread& thread, const PostHead& post, std::int64_t difference) {
  if (post.author != thread.author) count_solution(transaction, post.author, difference);
}

void record(store::Transaction& transaction, const Act& act, const Thread& thread, const PostHead& post, Verb verb) {
  record_and_echo(transaction, act,
                  in_thread(activity_of(act, verb, ObjectKind::post, post.id.value), thread, post.author),
                  context_of(thread, post));
}

}  // namespace

bool may_accept(const Viewer& viewer, const SpaceList& spaces, const Thread& thread) {
  const auto* space = spaces.find(thread.space);
  if (!space || space->kind != SpaceKind::questions || thread.deleted_at) return false;
  if (may(viewer, *space, Action::accept_answer)) return true;
  return viewer.signed_in() && viewer.member == thread.author && may(viewer, *space, Action::vote);
}

void accept_solution(store::Transaction& transaction, const Act& act, PostId id) {
  const auto post = read_post_head(transaction, id);
  if (!post) throw NotFound();
  const auto thread = question_to_settle(transaction, act, post->thread);
  if (post->deleted_at) throw Conflict({"This post was deleted."});
  if (act.spaces.find(thread.space)->kind != SpaceKind::questions) {
    throw Conflict({"Only questions have an accepted answer."});
  }
  if (post->number == 1) throw Conflict({"A question is not its own answer."});
  if (thread.solution == id) return;
  if (thread.solution) clear_solution(transaction, act, thread);
  transaction.run(kSet, thread.id, id, act.actor.member, instant_of(act));
  count(transaction, thread, *post, 1);
  record(transaction, act, thread, *post, Verb::solution_accepted);
}

void withdraw_solution(store::Transaction& transaction, const Act& act, ThreadId id) {
  const auto thread = question_to_settle(transaction, act, id);
  if (thread.solution) clear_solution(transaction, act, thread);
}

void clear_solution(store::Transaction& transaction, const Act& act, const Thread& thread) {
  const auto post = read_post_head(transaction, *thread.solution);
  transaction.run(kSet, thread.id, std::nullopt, std::nullopt, std::nullopt);
  if (!post) return;
  count(transaction, thread, *post, -1);
  record(transaction, act, thread, *post, Verb::solution_withdrawn);
}

}  // namespace parvis::community
