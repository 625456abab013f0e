// Who goes through the demo's plans and how far they are: newcomers through the first month, regulars who grew silent
// until they came back, and some who were chosen for the first circle and wait for their plan to be switched on.
#pragma once

#include "community/community.h"

namespace parvis::demo {

// After the segments have lived through the past.
void make_plans_and_live_them(community::Community& community);

}  // namespace parvis::demo
