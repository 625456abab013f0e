// Gains found on the timeline: a question that a member solved, a member close to buying. Traced in the transaction of
// the act itself; what came without it (an import) by a job that remembers how far it went. Doing it twice changes
// nothing, so that traced and rebuilt from nothing are the same.
#pragma once

#include "community/activity/activity.h"
#include "community/returns/return_rules.h"
#include "core/jobs/jobs.h"
#include "core/text/dates.h"

namespace parvis::community {

class Community;

// The brand's own people bring in no gain: what they do is what they are paid for.
bool is_staff(Role role);

// What an act brings, if anything: called for each act, in order.
void trace_act(store::Transaction& transaction, const Timeline& timeline, const Activity& activity,
               text::TimeZone zone);

// Traces what the timeline holds beyond what was looked at, at most so many acts; answers how many it looked at.
std::int64_t trace_more(store::Transaction& transaction, const Timeline& timeline, text::TimeZone zone, int at_most);
// Forgets every gain found on the timeline, so that it is traced anew from the beginning.
void trace_anew(store::Transaction& transaction, Instant at);

// Before the first write: acts are traced as they are done; every minute the rest, the costs that came due, and the
// pages given out.
void keep_returns(Community& community);

}  // namespace parvis::community
