// Gains found on the timeline: a question that a member solved, traced in the transaction of the act itself, and a
// member close to buying, found by a job, which also traces what came without echoes (an import) and remembers how far
// it went. Doing it twice changes nothing, so that traced and rebuilt from nothing are the same.
#pragma once

#include <functional>

#include "community/activity/activity.h"
#include "community/returns/return_rules.h"
#include "core/jobs/jobs.h"
#include "core/text/dates.h"

namespace parvis::community {

class Community;

// The brand's own people bring in no gain: what they do is what they are paid for.
bool is_staff(Role role);

// What an answer that is accepted or withdrawn brings or ends; nothing for any other act.
void trace_act(store::Transaction& transaction, const Activity& activity, text::TimeZone zone);

// Traces what the timeline holds beyond what was looked at, at most so many acts; answers how many of those that may
// bring something it looked at: none when there are no more. Reads first, and writes a little at a time.
std::int64_t trace_more(store::Store& store, const Timeline& timeline, text::TimeZone zone, int at_most);
// Until there are no more, or until `stopping`.
void trace_all(
    store::Store& store, const Timeline& timeline, text::TimeZone zone,
    const std::function<bool()>& stopping = [] { return false; });
// Forgets every gain found on the timeline, so that it is traced anew from the beginning.
void trace_anew(store::Transaction& transaction, Instant at);

// Before the first write: answers are traced as they are accepted; every minute the rest, the costs that came due, and
// the pages given out.
void keep_returns(Community& community);

}  // namespace parvis::community
