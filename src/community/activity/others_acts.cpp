#include "community/activity/others_acts.h"

namespace parvis::community {
namespace {

constexpr store::Sql kAfter{R"(
  select at, coalesce(actor, 0), verb, object_kind, object, coalesce(space, 0), coalesce(thread, 0),
         coalesce(counterpart, 0), amount, detail, source, id
  from activity where id > $1 order by id limit $2)"};
constexpr store::Sql kLast{"select id from activity order by id desc limit 1"};

}  // namespace

bool is_told(const Activity& activity) {
  return activity.source != Source::import && activity.source != Source::demo && activity.source != Source::generated;
}

std::vector<Activity> activities_after(store::Reader& reader, ActivityId id, int at_most) {
  return reader.all<Activity>(kAfter, id, at_most);
}

ActivityId last_activity(store::Reader& reader) { return reader.one<ActivityId>(kLast).value_or(ActivityId{}); }

}  // namespace parvis::community
