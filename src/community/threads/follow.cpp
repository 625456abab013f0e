#include "community/threads/follow.h"

#include "community/threads/tag.h"
#include "community/threads/thread_store.h"
#include "core/errors.h"
#include "core/store/gather.h"

namespace parvis::community {
namespace {

constexpr store::Gathered kFollow{R"(
  insert into follow (member, kind, target, created_at) values ($1, $2, $3, $4)
  on conflict (member, kind, target) do nothing)"};
constexpr store::Sql kUnfollow{"delete from follow where member = $1 and kind = $2 and target = $3"};
constexpr store::Sql kIsFollowing{"select 1 from follow where member = $1 and kind = $2 and target = $3"};
constexpr store::Sql kFollowers{R"(
  select follow.member from follow join member on member.id = follow.member
  where follow.kind = $1 and follow.target = $2 and follow.member > $3 and member.status = 1
  order by follow.member limit $4)"};
constexpr store::Sql kMemberExists{"select 1 from member where id = $1 and status <> 2"};  // MemberStatus::unconfirmed
constexpr store::Sql kTagKey{"select name_key from tag where id = $1"};

// What is followed, as the timeline names it. Throws NotFound when the actor may not read it.
Activity about(store::Reader& reader, const Act& act, Verb verb, FollowKind kind, std::int64_t target) {
  auto activity = activity_of(act, verb, ObjectKind::none, target);
  switch (kind) {
    case FollowKind::thread: {
      const auto thread = find_thread(reader, act.actor, act.spaces, {target});
      activity.object_kind = ObjectKind::thread;
      return in_thread(std::move(activity), thread, thread.author);
    }
    case FollowKind::tag: {
      const auto key = reader.one<std::string>(kTagKey, target);
      if (!key) throw NotFound();
      find_tag(reader, act.actor, act.spaces, *key);
      activity.object_kind = ObjectKind::tag;
      return activity;
    }
    case FollowKind::space:
      activity.space = space_to_read(act.actor, act.spaces, {target}).id;
      activity.object_kind = ObjectKind::space;
      return activity;
    case FollowKind::member:
      if (!reader.one<std::int64_t>(kMemberExists, target)) throw NotFound();
      activity.object_kind = ObjectKind::member;
      activity.counterpart = {target};
      return activity;
  }
  throw NotFound();
}

void require_member(const Act& act) {
  if (!act.actor.signed_in()) throw SignInNeeded();
}

}  // namespace

void follow(store::Transaction& transaction, const Act& act, FollowKind kind, std::int64_t target) {
  require_member(act);
  auto activity = about(transaction, act, Verb::followed, kind, target);
  if (kind == FollowKind::member && target == act.actor.member.value) {
    throw Forbidden({"You cannot follow yourself."});
  }
  if (transaction.run(kFollow.sql(), act.actor.member, kind, target, instant_of(act)) == 0) return;
  act.timeline.record(transaction, std::move(activity));
}

void unfollow(store::Transaction& transaction, const Act& act, FollowKind kind, std::int64_t target) {
  require_member(act);
  if (transaction.run(kUnfollow, act.actor.member, kind, target) == 0) return;
  // One may leave what one may no longer read: then the fact is kept without its place.
  auto activity = activity_of(act, Verb::unfollowed, ObjectKind::none, target);
  try {
    activity = about(transaction, act, Verb::unfollowed, kind, target);
  } catch (const NotFound&) {
  }
  act.timeline.record(transaction, std::move(activity));
}

void follow_silently(store::Transaction& transaction, MemberId member, FollowKind kind, std::int64_t target,
                     Instant at) {
  store::gather(transaction, kFollow, member, kind, target, at);
}

bool is_following(store::Reader& reader, MemberId member, FollowKind kind, std::int64_t target) {
  return member && reader.one<std::int64_t>(kIsFollowing, member, kind, target).has_value();
}

void foresee_following(store::Reader& reader, MemberId member, FollowKind kind, std::int64_t target) {
  store::foresee(reader, kIsFollowing, member, kind, target);
}

std::vector<MemberId> followers(store::Reader& reader, FollowKind kind, std::int64_t target, MemberId after,
                                int limit) {
  return reader.all<MemberId>(kFollowers, kind, target, after, limit);
}

}  // namespace parvis::community
