// What a page tells of an act that a gain or an order comes from, for the statements of both; followed by "where" on
// `activity`. Any thread.
#pragma once

#include "core/store/sql.h"

namespace parvis::community {

// The columns of GainAct. Gone: the conversation, or the words themselves, were deleted since. One that was merged into
// another has no posts of its own left, and leads there.
inline constexpr store::Sql kGainActColumns{R"(
  select activity.id, activity.at, activity.verb, activity.actor, activity.thread, thread.title, activity.space,
    case when written.deleted_at is not null or said.deleted_at is not null
      or (thread.deleted_at is not null and thread.posts > 0) then 1 else 0 end as gone
  from activity left join thread on thread.id = activity.thread
    left join post written on activity.object_kind = 4 and written.id = activity.object
    left join comment said on activity.object_kind = 5 and said.id = activity.object )"};

}  // namespace parvis::community
