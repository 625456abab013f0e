#include "community/threads/transfer_marks.h"

namespace parvis::community {
namespace {

// Of these two threads, whose posts have moved already: what was told of a post that stands in the other now. One
// notification of a kind is unread for each member and thread: two become one.
constexpr store::Sql kFoldUnread{R"(
  update notification set count = count + (
    select other.count from notification as other
    where other.member = notification.member and other.thread = $1 and other.kind = notification.kind
      and other.read_at is null)
  where thread = $2 and read_at is null and exists (
    select 1 from notification as other join post on post.id = other.post
    where other.member = notification.member and other.thread = $1 and other.kind = notification.kind
      and other.read_at is null and post.thread = $2))"};
constexpr store::Sql kDropFolded{R"(
  delete from notification
  where thread = $1 and read_at is null
    and exists (select 1 from post where post.id = notification.post and post.thread = $2)
    and exists (select 1 from notification as other
                where other.member = notification.member and other.thread = $2 and other.kind = notification.kind
                  and other.read_at is null))"};
constexpr store::Sql kMoveTold{R"(
  update notification set thread = $2
  where thread = $1 and exists (select 1 from post where post.id = notification.post and post.thread = $2))"};
// Followers of a crowded thread who are still to be told of its last replies: by numbers that no longer hold.
constexpr store::Sql kDropBacklog{"delete from notification_backlog where thread = $1 or thread = $2"};

constexpr store::Sql kFollow{R"(
  insert into follow (member, kind, target, created_at)
  select member, kind, $2, $3 from follow where kind = 1 and target = $1
  on conflict (member, kind, target) do nothing)"};
// Of the posts that came: who wrote where they came to may have stopped following.
constexpr store::Sql kWritersFollow{R"(
  insert into follow (member, kind, target, created_at)
  select distinct post.author, 1, $2, $3 from former_place join post on post.id = former_place.post
    join member on member.id = post.author
  where former_place.thread = $1 and former_place.moved_at = $3 and post.thread = $2 and post.deleted_at is null
    and member.status <> 4
  on conflict (member, kind, target) do nothing)"};
constexpr store::Sql kUnfollow{"delete from follow where kind = 1 and target = $1 and created_at = $2"};

constexpr store::Sql kMoveWaiting{R"(
  update contribution set thread = $2, space = $3
  where thread = $1 and decision = 0
    and exists (select 1 from post where post.id = contribution.post and post.thread = $2))"};
constexpr store::Sql kMoveAllWaiting{
    "update contribution set thread = $2, space = $3 where thread = $1 and decision = 0"};

// Who had begun a reply to both goes on with both in one.
constexpr store::Sql kJoinDrafts{R"(
  update draft set body = (
      select draft.body || $3 || other.body from draft as other
      where other.member = draft.member and other.place = $1)
  where place = $2 and exists (select 1 from draft as other where other.member = draft.member and other.place = $1))"};
constexpr store::Sql kDropJoined{R"(
  delete from draft where place = $1
    and exists (select 1 from draft as other where other.member = draft.member and other.place = $2))"};
constexpr store::Sql kMoveDrafts{"update draft set place = $2 where place = $1"};

constexpr store::Sql kRelate{R"(
  insert into related_thread (thread, other, kind, created_at)
  select $2, other, kind, $3 from related_thread where thread = $1 and other <> $2
  on conflict (thread, other, kind) do nothing)"};
constexpr store::Sql kRelateBack{R"(
  insert into related_thread (thread, other, kind, created_at)
  select thread, $2, kind, $3 from related_thread where other = $1 and thread <> $2
  on conflict (thread, other, kind) do nothing)"};
constexpr store::Sql kUnrelate{R"(
  delete from related_thread where (thread = $1 or other = $1) and created_at = $2)"};

std::string place_of(const Thread& thread) { return "thread:" + id_text(thread.id); }

void carry_drafts(store::Transaction& transaction, const Thread& from, const Thread& to) {
  transaction.run(kJoinDrafts, place_of(from), place_of(to), std::string_view("\n\n"));
  transaction.run(kDropJoined, place_of(from), place_of(to));
  transaction.run(kMoveDrafts, place_of(from), place_of(to));
}

}  // namespace

void carry_belongings(store::Transaction& transaction, const Thread& from, const Thread& to, Leaving leaving,
                      Instant at) {
  transaction.run(kFoldUnread, from.id, to.id);
  transaction.run(kDropFolded, from.id, to.id);
  transaction.run(kMoveTold, from.id, to.id);
  transaction.run(kDropBacklog, from.id, to.id);
  transaction.run(kFollow, from.id, to.id, at);
  transaction.run(kWritersFollow, from.id, to.id, at);
  transaction.run(leaving == Leaving::all ? kMoveAllWaiting : kMoveWaiting, from.id, to.id, to.space);
  if (leaving == Leaving::some) return;
  carry_drafts(transaction, from, to);
  transaction.run(kRelate, from.id, to.id, at);
  transaction.run(kRelateBack, from.id, to.id, at);
}

void drop_what_came(store::Transaction& transaction, ThreadId to, Instant came_at) {
  transaction.run(kUnfollow, to, came_at);
  transaction.run(kUnrelate, to, came_at);
}

}  // namespace parvis::community
