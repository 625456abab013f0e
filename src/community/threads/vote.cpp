#include "community/threads/vote.h"

#include "community/threads/thread_store.h"
#include "core/errors.h"

namespace parvis::community {
namespace {

constexpr store::Sql kOwnVote{
    "select kind from vote where post = $1 and member = $2 and kind in (2, 3)"};  // VoteKind::up, VoteKind::down
constexpr store::Sql kInsert{"insert into vote (id, post, member, kind, created_at) values ($1, $2, $3, $4, $5)"};
constexpr store::Sql kDelete{"delete from vote where post = $1 and member = $2 and kind in (2, 3)"};
constexpr store::Sql kCount{"update post set up = up + $2, down = down + $3 where id = $1"};
constexpr store::Sql kScore{"update thread set score = score + $2 where id = $1"};

std::int64_t value_of(Ballot ballot) { return static_cast<std::int64_t>(ballot); }
std::string_view name_of(Ballot ballot) { return ballot == Ballot::up ? "up" : "down"; }

void count(store::Transaction& transaction, const PostToChange& at, Ballot ballot, std::int64_t sign) {
  transaction.run(kCount, at.post.id, ballot == Ballot::up ? sign : 0, ballot == Ballot::down ? sign : 0);
  if (at.post.number == 1) transaction.run(kScore, at.thread.id, sign * value_of(ballot));
  add_to_tally(transaction, "votes", sign);
}

void record(store::Transaction& transaction, const Act& act, const PostToChange& at, Verb verb, Ballot ballot) {
  auto activity = activity_of(act, verb, ObjectKind::post, at.post.id.value);
  activity.amount = value_of(ballot);
  activity.detail = name_of(ballot);
  record_and_echo(transaction, act, in_thread(std::move(activity), at.thread, at.post.author),
                  context_of(at.thread, at.post));
}

void withdraw(store::Transaction& transaction, const Act& act, const PostToChange& at, Ballot ballot) {
  transaction.run(kDelete, at.post.id, act.actor.member);
  count(transaction, at, ballot, -1);
  record(transaction, act, at, Verb::vote_withdrawn, ballot);
}

void give(store::Transaction& transaction, const Act& act, const PostToChange& at, Ballot ballot) {
  transaction.run(kInsert, next_id(), at.post.id, act.actor.member,
                  ballot == Ballot::up ? VoteKind::up : VoteKind::down, instant_of(act));
  count(transaction, at, ballot, 1);
  record(transaction, act, at, Verb::voted, ballot);
}

}  // namespace

Ballot own_vote(store::Reader& reader, MemberId member, PostId post) {
  const auto kind = reader.one<VoteKind>(kOwnVote, post, member);
  if (!kind) return Ballot::none;
  return *kind == VoteKind::up ? Ballot::up : Ballot::down;
}

VoteState cast_vote(store::Transaction& transaction, const Act& act, PostId id, Ballot ballot) {
  const auto at = post_to_change(transaction, act, id, Action::vote);
  if (act.spaces.find(at.thread.space)->kind != SpaceKind::questions) {
    throw Conflict({"Votes are for questions and their answers."});
  }
  if (at.post.author == act.actor.member) throw Forbidden({"You cannot vote on your own post."});
  const auto before = own_vote(transaction, act.actor.member, id);
  if (before != ballot && before != Ballot::none) withdraw(transaction, act, at, before);
  if (before != ballot && ballot != Ballot::none) give(transaction, act, at, ballot);
  const auto after = *read_post_head(transaction, id);
  return {ballot, after.up, after.down, at.thread.id, at.post.number};
}

}  // namespace parvis::community
