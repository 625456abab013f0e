#include "community/threads/transfer.h"

#include <algorithm>
#include <set>

#include "community/threads/counting.h"
#include "community/threads/post_place.h"
#include "community/threads/renumbering.h"
#include "community/threads/solution.h"
#include "community/threads/thread_store.h"
#include "community/threads/transfer_marks.h"
#include "core/errors.h"

namespace parvis::community {
namespace {

constexpr store::Sql kPosts{"select id, number, created_at from post where thread = $1 order by number"};
constexpr store::Sql kIds{"select id from post where thread = $1 order by number"};
constexpr store::Sql kReturning{R"(
  select former_place.post, former_place.number from post join former_place on former_place.post = post.id
  where post.thread = $1 and former_place.thread = $2)"};
constexpr store::Sql kMove{"update post set thread = $2, number = $3 where id = $1"};
constexpr store::Sql kFigures{R"(
  update thread set last_post = $2, posts = (select count(*) from post where thread = $1 and deleted_at is null),
    thanks = (select count(*) from post join reaction on reaction.post = post.id where post.thread = $1),
    score = coalesce((select up - down from post where thread = $1 and number = 1), 0)
  where id = $1)"};
constexpr store::Sql kPutAway{"update thread set deleted_at = $2, deleted_by = $3, pinned_at = null where id = $1"};
constexpr store::Sql kSetSolution{"update thread set solution = $2, solution_by = $3, solved_at = $4 where id = $1"};
constexpr store::Sql kQueueFirst{"select id from post where thread = $1 and number = 1"};

struct Place {
  PostId post;
  std::int64_t number = 0;
};

std::vector<PostOfThread> only(const std::vector<PostOfThread>& all, const std::vector<PostId>& wanted) {
  const std::set<PostId> ids(wanted.begin(), wanted.end());
  std::vector<PostOfThread> some;
  for (const auto& post : all) {
    if (ids.contains(post.id)) some.push_back(post);
  }
  return some;
}

std::multimap<PostId, std::int64_t> returning_to(store::Reader& reader, ThreadId from, ThreadId to) {
  std::multimap<PostId, std::int64_t> numbers;
  for (const auto& place : reader.all<Place>(kReturning, from, to)) numbers.emplace(place.post, place.number);
  return numbers;
}

void renumber(store::Transaction& transaction, ThreadId to, const std::vector<Renumbered>& posts, Instant at) {
  for (const auto& post : posts) {
    keep_place(transaction, {post.id, post.from, post.old_number}, at);
    transaction.run(kMove, post.id, to, post.number);
    give_place_back(transaction, to, post.number);
    queue_search(transaction, post.id, at);
  }
}

// An answer that goes stays the answer where its question is one with it, or is asked where it comes to stand.
void carry_solution(store::Transaction& transaction, const Act& act, const Thread& from, const Thread& to,
                    const std::vector<Renumbered>& posts, Leaving leaving) {
  if (!from.solution) return;
  const auto moved = [&](const Renumbered& post) { return post.id == *from.solution && post.from == from.id; };
  const auto found = std::ranges::find_if(posts, moved);
  if (found == posts.end()) return;
  const auto* space = act.spaces.find(to.space);
  const bool fits = space && space->kind == SpaceKind::questions && !to.solution && found->number > 1;
  // A thread that is put away keeps its answer for the day it comes back.
  if (!fits && leaving == Leaving::all) return;
  if (!fits) return clear_solution(transaction, act, from);
  const auto author = read_post_head(transaction, found->id)->author;
  transaction.run(kSetSolution, from.id, std::nullopt, std::nullopt, std::nullopt);
  transaction.run(kSetSolution, to.id, from.solution, from.solution_by, from.solved_at);
  const auto counts = [&](const Thread& thread) { return author != thread.author ? 1 : 0; };
  if (const auto difference = counts(to) - counts(from)) count_solution(transaction, author, difference);
}

void set_figures(store::Transaction& transaction, const Thread& thread, std::int64_t last) {
  transaction.run(kFigures, thread.id, last);
  const auto now_it_is = read_thread(transaction, thread.id);
  refresh_last_activity(transaction, *now_it_is);
}

void put_back_weight(store::Transaction& transaction, ThreadId id) {
  const auto thread = read_thread(transaction, id);
  if (thread && !thread->deleted_at) weigh_thread(transaction, *thread, Weight::put);
}

}  // namespace

std::vector<PostId> posts_in_order(store::Reader& reader, ThreadId thread) { return reader.all<PostId>(kIds, thread); }

void transfer_posts(store::Transaction& transaction, const Act& act, Thread from, Thread to,
                    const std::vector<PostId>& posts, Leaving leaving) {
  const auto at = instant_of(act);
  const auto standing = transaction.all<PostOfThread>(kPosts, to.id);
  const auto leaving_posts = only(transaction.all<PostOfThread>(kPosts, from.id), posts);
  const auto renumbered =
      number_together(to.id, standing, from.id, leaving_posts, returning_to(transaction, from.id, to.id), to.last_post);
  if (static_cast<std::int64_t>(renumbered.size()) > kMostMoved) {
    throw Conflict({"These are more posts than can be moved at once."});
  }
  if (!from.deleted_at) weigh_thread(transaction, from, Weight::taken);
  if (!to.deleted_at && !standing.empty()) weigh_thread(transaction, to, Weight::taken);
  carry_solution(transaction, act, from, to, renumbered, leaving);
  const auto marks = marks_before(transaction, from.id, to.id);
  renumber(transaction, to.id, renumbered, at);
  auto last = to.last_post;
  for (const auto& post : renumbered) last = std::max(last, post.number);
  if (leaving == Leaving::all) transaction.run(kPutAway, from.id, at, act.actor.member);
  set_figures(transaction, to, last);
  if (leaving == Leaving::some) set_figures(transaction, from, from.last_post);
  if (leaving == Leaving::all) transaction.run(kFigures, from.id, from.last_post);
  carry_marks(transaction, from, to, marks, standing, renumbered, leaving, at);
  carry_belongings(transaction, from, to, leaving, at);
  put_back_weight(transaction, from.id);
  put_back_weight(transaction, to.id);
  if (leaving == Leaving::all) refresh_space_activity(transaction, from.space);
  if (const auto first = transaction.one<PostId>(kQueueFirst, to.id)) queue_search(transaction, *first, at);
}

}  // namespace parvis::community
