// Looks for what is to be done, every quarter of an hour and when somebody asks. Any thread.
#pragma once

#include "community/community.h"

namespace parvis::community {

// Answers how many tasks are new.
int look_for_tasks(Community& community);
// Before the community starts.
void look_for_tasks_by_the_clock(Community& community);

}  // namespace parvis::community
