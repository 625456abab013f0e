// Posts going from one thread to another, in the order of time, with all that hangs on where they stand: their old
// addresses lead to them, marks of what was read, notifications, followers, drafts, what waits to be let through, the
// accepted answer, relations, counters. What splits and merges have in common (split.h, merge.h); asks nobody's leave
// and records no act. Inside the given transaction.
#pragma once

#include <vector>

#include "community/threads/act.h"
#include "community/threads/thread.h"

namespace parvis::community {

// Posts that get another number at once: some tenths of a second of the writing thread.
inline constexpr std::int64_t kMostMoved = 5000;

// Whether the thread they leave goes with them: a thread without posts leads to where its first post stands.
enum class Leaving { some, all };

// Moves these posts of `from` (in the order of their numbers) into `to`, which may be without posts as yet. Posts of
// `to` keep their numbers where the order of time allows it; a post that returns takes its old one again. Counters of
// both are right afterwards; a thread left by all is put away by `act.actor`. Conflict when too many would move.
void transfer_posts(store::Transaction& transaction, const Act& act, Thread from, Thread to,
                    const std::vector<PostId>& posts, Leaving leaving);

// The posts of a thread, the deleted ones too, in the order of their numbers.
std::vector<PostId> posts_in_order(store::Reader& reader, ThreadId thread);

}  // namespace parvis::community
