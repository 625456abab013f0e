// Moving a thread to another space. Whoever moderates both may.
#pragma once

#include "community/threads/thread.h"

namespace parvis::community {

// A pinned thread is unpinned; votes and the accepted answer stay. Nothing happens when it is there already.
void move_thread(store::Transaction& transaction, const Act& act, ThreadId thread, SpaceId to);

}  // namespace parvis::community
