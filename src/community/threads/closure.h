// A closure: the thread stays readable and takes no further reply, except from those who moderate its space.
#pragma once

#include "community/threads/thread.h"

namespace parvis::community {

// By who moderates the space; nothing happens when it is so already.
void close_thread(store::Transaction& transaction, const Act& act, ThreadId thread);
void reopen_thread(store::Transaction& transaction, const Act& act, ThreadId thread);

}  // namespace parvis::community
