#include "community/notifications/telling.h"

#include "community/visibility/viewer.h"
#include "core/store/gather.h"

namespace parvis::community {
namespace {

constexpr store::Sql kMayBeTold{"select 1 from member where member.id = $1"};

using store::Fold;

constexpr store::Gathered kTell{
    R"(
  insert into notification (id, member, kind, thread, post, actor, count, created_at, written_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  on conflict (member, thread, kind) where read_at is null do update
  set post = excluded.post, actor = excluded.actor, count = notification.count + excluded.count,
      created_at = excluded.created_at, written_at = excluded.written_at)",
    {Fold::first, Fold::key, Fold::key, Fold::key, Fold::last, Fold::last, Fold::sum, Fold::last, Fold::last}};

constexpr store::Sql kOneLess{R"(
  update notification set count = count - 1
  where member = $1 and thread = $2 and kind = $3 and read_at is null and count > 1)"};
constexpr store::Sql kNoneLeft{R"(
  delete from notification
  where member = $1 and thread = $2 and kind = $3 and read_at is null and count = 1 and actor = $4 and post = $5)"};

constexpr store::Sql kToldOfPost{R"(
  select member from notification where thread = $1 and post = $2 and read_at is null limit $3)"};
constexpr store::Sql kNoneLeftOfPost{
    "delete from notification where thread = $1 and post = $2 and read_at is null and count = 1"};
constexpr store::Sql kOneLessOfPost{
    "update notification set count = count - 1 where thread = $1 and post = $2 and read_at is null"};
// Of replies folded into one, the last that is left is named.
constexpr store::Sql kNameTheLastLeft{R"(
  update notification set
    actor = coalesce((select left_post.author from post as left_post
                      where left_post.thread = $1 and left_post.id <> $2 and left_post.deleted_at is null
                        and left_post.author <> notification.member and left_post.created_at <= notification.created_at
                      order by left_post.number desc limit 1), actor),
    post = coalesce((select left_post.id from post as left_post
                     where left_post.thread = $1 and left_post.id <> $2 and left_post.deleted_at is null
                       and left_post.author <> notification.member and left_post.created_at <= notification.created_at
                     order by left_post.number desc limit 1), post)
  where thread = $1 and post = $2 and kind = $3 and read_at is null)"};
constexpr store::Sql kToldOfThread{"select member from notification where thread = $1 and read_at is null limit $2"};
constexpr store::Sql kNoneLeftOfThread{"delete from notification where thread = $1 and read_at is null"};

}  // namespace

bool may_be_told(store::Reader& reader, MemberId member, SpaceId space) {
  static const auto sql = kMayBeTold + only_readers_of("$2");
  return member && reader.one<std::int64_t>(sql, member, space).has_value();
}

void tell(store::Transaction& transaction, MemberId member, const Tiding& tiding) {
  store::gather(transaction, kTell, make_id<NotificationId>(), member, tiding.kind, tiding.thread, tiding.post,
                tiding.actor, tiding.count, tiding.at, now());
}

bool take_back(store::Transaction& transaction, MemberId member, const Tiding& tiding) {
  return transaction.run(kOneLess, member, tiding.thread, tiding.kind) > 0 ||
         transaction.run(kNoneLeft, member, tiding.thread, tiding.kind, tiding.actor, tiding.post) > 0;
}

std::vector<MemberId> take_back_post(store::Transaction& transaction, ThreadId thread, PostId post) {
  auto told = transaction.all<MemberId>(kToldOfPost, thread, post, kMostRung);
  if (told.empty()) return told;
  transaction.run(kNoneLeftOfPost, thread, post);
  transaction.run(kOneLessOfPost, thread, post);
  transaction.run(kNameTheLastLeft, thread, post, NotificationKind::reply);
  return told;
}

std::vector<MemberId> take_back_thread(store::Transaction& transaction, ThreadId thread) {
  auto told = transaction.all<MemberId>(kToldOfThread, thread, kMostRung);
  if (!told.empty()) transaction.run(kNoneLeftOfThread, thread);
  return told;
}

}  // namespace parvis::community
