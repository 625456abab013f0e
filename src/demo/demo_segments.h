// What the demo's manager asked of the timeline: a few segments and the usual journey, lived through with its members'
// past, so that its figures have something to tell.
#pragma once

#include "community/community.h"

namespace parvis::demo {

void make_segments(community::Community& community);

}  // namespace parvis::demo
