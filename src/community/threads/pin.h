// A pin: the thread stands above the list of its space.
#pragma once

#include "community/threads/thread.h"

namespace parvis::community {

// Pinned threads stand above everything else: more of them and a visitor sees nothing else on a phone.
inline constexpr std::int64_t kMaxPinned = 5;

// By who moderates the space; Conflict when the space holds kMaxPinned already; nothing when it is so already.
void pin_thread(store::Transaction& transaction, const Act& act, ThreadId thread);
void unpin_thread(store::Transaction& transaction, const Act& act, ThreadId thread);

}  // namespace parvis::community
