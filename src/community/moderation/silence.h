// Whom a sanction lets read only. A function of a value; any thread.
#pragma once

#include "community/visibility/viewer.h"

namespace parvis::community {

// Forbidden while they may read, and nothing else: for what is written elsewhere than in a space (profiles,
// directories).
void require_unsilenced(const Viewer& viewer);

}  // namespace parvis::community
