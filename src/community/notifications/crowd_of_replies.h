// The job that tells the followers of a busy thread of its replies: all that came since the last time at once, and only
// what each has not read. Not for other folders; see crowd.h.
#pragma once

#include "community/notifications/bell.h"

namespace parvis::jobs {
class Runner;  // core/jobs/jobs.h
}

namespace parvis::community {

void tell_crowds_of_replies(jobs::Runner& runner, const Bell& bell);

}  // namespace parvis::community
