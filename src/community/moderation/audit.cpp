#include "community/moderation/audit.h"

#include "community/activity/staff_acts.h"

namespace parvis::community {
namespace {

constexpr store::Sql kActs{R"(
  select activity.id, activity.at, coalesce(actor.handle, ''), coalesce(actor.display_name, ''), activity.verb,
         activity.object_kind, activity.object, coalesce(activity.space, 0), coalesce(thread.id, 0),
         coalesce(thread.title, ''), coalesce(thread.slug, ''), coalesce(thread.language, ''),
         case when thread.deleted_at is null then 0 else 1 end,
         coalesce(post.number, under.number, 0), coalesce(about.handle, ''), coalesce(about.display_name, ''),
         activity.amount, activity.detail,
         coalesce((select max(ground) from moderation_case where moderation_case.decided_by = activity.actor
                     and moderation_case.decided_at = activity.at and moderation_case.author = activity.counterpart),
                  (select ground from sanction where activity.object_kind = 21 and sanction.id = activity.object), 0),
         coalesce(activity.actor, 0), coalesce(activity.counterpart, 0),
         coalesce(inside.display_name, influencer.name, '')
  from staff_act join activity on activity.id = staff_act.activity
    left join member actor on actor.id = activity.actor
    left join member about on about.id = activity.counterpart
    left join thread on thread.id = activity.thread
    left join post on activity.object_kind = 4 and post.id = activity.object
    left join comment on activity.object_kind = 5 and comment.id = activity.object
    left join post under on under.id = comment.post
    left join influencer on activity.object_kind = 55 and influencer.id = activity.object
    left join member inside on inside.id = influencer.member
  where staff_act.activity < $1)"};
constexpr store::Sql kLatestFirst{" order by staff_act.activity desc limit $2"};

const store::Sql& narrowed(ActsOn on) {
  static const store::Sql kAll{""};
  static const auto kOnWords = where_done_to(DoneTo::words), kOnMembers = where_done_to(DoneTo::members),
                    kOnCommunity = where_done_to(DoneTo::community);
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

std::vector<StaffAct> staff_acts(store::Reader& reader, const AuditQuery& query, int at_most) {
  static const store::Sql kWho{
      " and ($3 = 0 or activity.actor = $3) and ($4 = 0 or activity.counterpart = $4)"
      " and ($5 = 0 or activity.at >= $5) and ($6 = 0 or activity.at < $6)"};
  const auto sql = kActs + narrowed(query.on) + kWho + kLatestFirst;
  return reader.all<StaffAct>(sql, first_before(query.before), at_most, query.actor.value_or(MemberId{}),
                              query.about.value_or(MemberId{}), query.from, query.until);
}

std::vector<StaffAct> public_acts(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                                  ActivityId before) {
  static const store::Sql kEverywhere{" and (activity.space is null or activity.space = 0 or (1 = 1 "};
  // Where the words stand now counts, not where they stood then.
  const auto sql = kActs + where_told_to_everybody() + kEverywhere +
                   only_readable(viewer, spaces, "coalesce(thread.space, activity.space)") + store::Sql("))") +
                   kLatestFirst;
  return reader.all<StaffAct>(sql, first_before(before), kActsPerPage);
}

}  // namespace parvis::community
