// What a condition means, in the SQL of both databases. For everybody at once, acts are asked as sets, each one walk of
// the view of acts by day; for a few members, as questions about each of them. Pure but for the ground, which is read.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "community/rights/trust.h"
#include "community/segments/condition.h"
#include "core/store/bound.h"

namespace parvis::community {

using SegmentId = Id<struct SegmentTag>;
using StageId = Id<struct StageTag>;

// What the words of conditions mean just now.
struct ConditionGround {
  std::int64_t today = 0;  // day_of
  bool is_past = false;    // as it was on that day, as far as acts and arrivals tell
  TrustRules trust;
  std::map<std::string, SegmentId> segments;  // by slug
  std::map<std::string, StageId> stages;
  std::multimap<std::string, ProfileFieldId> fields;  // by name, in any language
};
ConditionGround read_ground(store::Reader& reader, Instant at);

// The members for whom it holds, by identifier, in order: "select member.id …". Those who are gone are nobody's.
store::Bound members_where(const Condition& condition, const ConditionGround& ground);
// Of these alone.
store::Bound members_where(const Condition& condition, const ConditionGround& ground, std::span<const MemberId> among);
store::Bound count_where(const Condition& condition, const ConditionGround& ground);
// The figure behind a leaf about acts, orders or others' ages, of one member: what is compared, or the day of the act;
// 1 or 0 for all other conditions.
store::Bound figure_of(const Condition& leaf, const ConditionGround& ground, MemberId member);

// The days a period means on this day, both included.
struct Days {
  std::int64_t from = 0, to = 0;
};
Days days_of(const ActPeriod& period, std::int64_t today);

}  // namespace parvis::community
