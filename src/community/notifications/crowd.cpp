#include "community/notifications/crowd.h"

#include <boost/json.hpp>

#include "community/notifications/crowd_of_replies.h"
#include "community/visibility/viewer.h"
#include "core/jobs/jobs.h"
#include "core/store/foresight.h"

namespace parvis::community {
namespace {

constexpr char kJob[] = "notifications.crowd";
// Some milliseconds of the writing thread.
constexpr int kPage = 300;

constexpr store::Sql kFew{R"(
  select member.id from follow join member on member.id = follow.member
  where follow.kind = $1 and follow.target = $2 and follow.member <> $3)"};
constexpr store::Sql kAtMost{" limit $5"};
constexpr store::Sql kFewOfThread{R"(
  select member.id from follow join member on member.id = follow.member
  where follow.kind = 1 and follow.target = $1 and follow.member <> $2 and member.status = 1 limit $3)"};

constexpr store::Sql kSpaceOf{"select space from thread where id = $1 and deleted_at is null"};
// Those who have opened a thread know that it is there; those who were told already, or named in it, too.
constexpr store::Sql kPageOfFollowers{R"(
  select member.id from follow join member on member.id = follow.member
  where follow.kind = $1 and follow.target = $2 and follow.member > $3
    and follow.member <> $5 and follow.member <> $6
    and ($8 <> 7 or not exists (select 1 from read_mark where read_mark.member = follow.member and thread = $7))
    and not exists (select 1 from notification where notification.member = follow.member and thread = $7
                    and post = $9 and read_at is null and (kind = $8 or ($8 = 7 and kind in (2, 3)))))"};
constexpr store::Sql kByMember{" order by follow.member limit $10"};

struct Crowd {
  Tiding tiding;
  FollowKind follow = FollowKind::thread;
  std::int64_t target = 0;
  MemberId except;
};

std::string to_json(const Crowd& crowd) {
  const auto& tiding = crowd.tiding;
  return boost::json::serialize(boost::json::array{static_cast<int>(tiding.kind), tiding.thread.value,
                                                   tiding.post.value, tiding.actor.value, tiding.at.microseconds,
                                                   static_cast<int>(crowd.follow), crowd.target, crowd.except.value});
}

Crowd from_json(const std::string& payload) {
  const auto array = boost::json::parse(payload).as_array();
  const auto number = [&](std::size_t at) { return array.at(at).to_number<std::int64_t>(); };
  return {.tiding = {.kind = static_cast<NotificationKind>(number(0)),
                     .thread = {number(1)},
                     .post = {number(2)},
                     .actor = {number(3)},
                     .at = {number(4)}},
          .follow = static_cast<FollowKind>(number(5)),
          .target = number(6),
          .except = {number(7)}};
}

// Tells one page; answers the last who was on it, or nobody when there are no more.
MemberId tell_page(store::Transaction& transaction, const Crowd& crowd, MemberId after, const Bell& bell) {
  static const auto sql = kPageOfFollowers + only_readers_of("$4") + kByMember;
  const auto& tiding = crowd.tiding;
  const auto space = transaction.one<SpaceId>(kSpaceOf, tiding.thread);
  if (!space) return {};
  const auto members = transaction.all<MemberId>(sql, crowd.follow, crowd.target, after, *space, tiding.actor,
                                                 crowd.except, tiding.thread, tiding.kind, tiding.post, kPage);
  for (const auto member : members) tell(transaction, member, tiding);
  bell.ring(transaction, members);
  return members.size() == kPage ? members.back() : MemberId{};
}

// Taken again after a fall of the machine it begins anew: those who were told are known by their notification.
void tell(const jobs::Job& job, store::Store& store, const Bell& bell) {
  const auto crowd = from_json(job.payload);
  MemberId after;
  do {
    after = store.write([&](store::Transaction& transaction) { return tell_page(transaction, crowd, after, bell); });
  } while (after);
}

}  // namespace

namespace {

std::optional<std::vector<MemberId>> unless_more(std::vector<MemberId>&& members, int at_most) {
  if (members.size() > static_cast<std::size_t>(at_most)) return std::nullopt;
  return std::move(members);
}

}  // namespace

std::optional<std::vector<MemberId>> few_followers_of_thread(store::Reader& reader, ThreadId thread, MemberId actor,
                                                             int at_most) {
  return unless_more(reader.all<MemberId>(kFewOfThread, thread, actor, std::int64_t{at_most} + 1), at_most);
}

void foresee_followers_of_thread(store::Reader& reader, ThreadId thread, MemberId actor) {
  store::foresee(reader, kFewOfThread, thread, actor, std::int64_t{kTellAtOnce} + 1);
}

std::optional<std::vector<MemberId>> few_followers(store::Reader& reader, FollowKind kind, std::int64_t target,
                                                   MemberId actor, SpaceId space, int at_most) {
  static const auto sql = kFew + only_readers_of("$4") + kAtMost;
  return unless_more(reader.all<MemberId>(sql, kind, target, actor, space, std::int64_t{at_most} + 1), at_most);
}

void tell_crowd(store::Transaction& transaction, const Tiding& tiding, FollowKind kind, std::int64_t target,
                MemberId except) {
  jobs::enqueue(transaction, kJob, to_json({tiding, kind, target, except}));
}

void tell_crowds(jobs::Runner& runner, const Bell& bell) {
  runner.on(kJob, [bell](const jobs::Job& job, store::Store& store) { tell(job, store, bell); });
  tell_crowds_of_replies(runner, bell);
}

}  // namespace parvis::community
