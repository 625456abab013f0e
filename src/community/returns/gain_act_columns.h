// What a page tells of an act that a gain or an order comes from, for the statements of both; followed by "where" on
// `activity`. Any thread.
#pragma once

#include "core/store/sql.h"

namespace parvis::community {

// The columns of GainAct. Gone: the conversation, or the words themselves, were deleted since.
inline constexpr store::Sql kGainActColumns{R"(
  select activity.id, activity.at, activity.verb, activity.actor, activity.thread, thread.title, activity.space,
    case when thread.deleted_at is not null or written.deleted_at is not null then 1 else 0 end as gone
  from activity left join thread on thread.id = activity.thread
    left join post written on activity.object_kind = 4 and written.id = activity.object )"};

}  // namespace parvis::community
