// Whom the demo's manager follows, inside the square and outside it.
#pragma once

#include "community/community.h"

namespace parvis::demo {

void make_influencers(community::Community& community);

}  // namespace parvis::demo
