// A thread that was deleted stays as it is until it is restored. Pure function.
#pragma once

#include "community/threads/thread.h"

namespace parvis::community {

// Throws Conflict where the thread was deleted.
void require_standing(const Thread& thread);

}  // namespace parvis::community
