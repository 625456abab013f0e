#include "community/moderation/audit.h"

namespace parvis::community {
namespace {

// The condition of the index activity_of_staff, word by word, so that the databases find it: what only staff do, and
// what anybody may do to their own, done to another's.
constexpr store::Sql kOfStaff{
    "(activity.verb in (7, 60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71, 73, 74, 81, 83, 85, 86, 87, 88, 89, 91, 92, "
    "93, 94, 95, 96, 97, 98, 99, 100, 101) or (activity.counterpart is not null and activity.verb in (23, 24, 25, 26, "
    "27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 84)))"};

constexpr store::Sql kActs{R"(
  select activity.id, activity.at, coalesce(actor.handle, ''), coalesce(actor.display_name, ''), activity.verb,
         activity.object_kind, activity.object, coalesce(activity.space, 0), coalesce(thread.id, 0),
         coalesce(thread.title, ''), coalesce(thread.slug, ''), coalesce(thread.language, ''),
         case when thread.deleted_at is null then 0 else 1 end,
         coalesce(post.number, under.number, 0), coalesce(about.handle, ''), coalesce(about.display_name, ''),
         activity.amount, activity.detail,
         coalesce((select max(ground) from moderation_case where moderation_case.decided_by = activity.actor
                     and moderation_case.decided_at = activity.at and moderation_case.author = activity.counterpart),
                  (select ground from sanction where activity.object_kind = 21 and sanction.id = activity.object), 0)
  from activity
    left join member actor on actor.id = activity.actor
    left join member about on about.id = activity.counterpart
    left join thread on thread.id = activity.thread
    left join post on activity.object_kind = 4 and post.id = activity.object
    left join comment on activity.object_kind = 5 and comment.id = activity.object
    left join post under on under.id = comment.post
  where )"};
constexpr store::Sql kLatestFirst{" order by activity.id desc limit $2"};
constexpr store::Sql kBefore{" and activity.id < $1"};

constexpr store::Sql kOnWords{
    " and activity.verb in (23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 73, 74, 81, 83, 84, 99, 100, "
    "101)"};
constexpr store::Sql kOnMembers{" and activity.verb in (7, 69, 70, 85, 86, 87, 88, 89, 91, 92, 93, 94)"};
constexpr store::Sql kOnCommunity{" and activity.verb in (60, 61, 62, 63, 64, 65, 66, 67, 68, 71, 95, 96, 97, 98)"};

// What was done to words and members, but for what never stood anywhere and what staff tell each other.
constexpr store::Sql kPublic{
    " and activity.verb in (23, 24, 25, 26, 29, 30, 31, 35, 36, 84, 85, 86, 87, 88, 89, 97, 98, 99, 100, 101)"};

const store::Sql& narrowed(ActsOn on) {
  static const store::Sql kAll{""};
  switch (on) {
    case ActsOn::everything: return kAll;
    case ActsOn::words: return kOnWords;
    case ActsOn::members: return kOnMembers;
    case ActsOn::community: return kOnCommunity;
  }
  return kAll;
}

constexpr std::int64_t kNone = 9'223'372'036'854'775'807;  // later than every identifier

std::int64_t first_before(ActivityId id) { return id ? id.value : kNone; }

}  // namespace

std::vector<StaffAct> staff_acts(store::Reader& reader, const AuditQuery& query) {
  static const store::Sql kWho{
      " and ($3 = 0 or activity.actor = $3) and ($4 = 0 or activity.counterpart = $4)"
      " and ($5 = 0 or activity.at >= $5) and ($6 = 0 or activity.at < $6)"};
  const auto sql = kActs + kOfStaff + kBefore + narrowed(query.on) + kWho + kLatestFirst;
  return reader.all<StaffAct>(sql, first_before(query.before), kActsPerPage, query.actor.value_or(MemberId{}),
                              query.about.value_or(MemberId{}), query.from, query.until);
}

std::vector<StaffAct> public_acts(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                                  ActivityId before) {
  static const store::Sql kEverywhere{" and (activity.space is null or activity.space = 0 or (1 = 1 "};
  // Where the words stand now counts, not where they stood then.
  const auto sql = kActs + kOfStaff + kBefore + kPublic + kEverywhere +
                   only_readable(viewer, spaces, "coalesce(thread.space, activity.space)") + store::Sql("))") +
                   kLatestFirst;
  return reader.all<StaffAct>(sql, first_before(before), kActsPerPage);
}

}  // namespace parvis::community
