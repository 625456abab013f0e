// What Cycles Mistral spends on its square and gets from it: costs, assumptions, orders of the shop and pages given out
// over the last year, so that the pages about the return have something true to show. Drawn from a fixed seed.
#pragma once

#include "community/community.h"

namespace parvis::demo {

// After the story is told. `manager` states the assumptions.
void live_by(community::Community& community, std::string_view manager);

}  // namespace parvis::demo
