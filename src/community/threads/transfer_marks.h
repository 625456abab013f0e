// What of a thread follows its posts to another one (transfer.h): marks of what was read, and what members hold there.
// Not for other folders. Inside the given transaction.
#pragma once

#include <vector>

#include "community/threads/renumbering.h"
#include "community/threads/transfer.h"

namespace parvis::community {

struct MarkOf {
  MemberId member;
  ThreadId thread;
  std::int64_t post = 0;
};
// The marks of everybody in both threads, before numbers change.
std::vector<MarkOf> marks_before(store::Reader& reader, ThreadId from, ThreadId to);
// In `to`, what a member had not read in a thread they had opened stays unread, and nothing else becomes so. Where all
// that is left of `from` is read, it is read whole.
void carry_marks(store::Transaction& transaction, const Thread& from, const Thread& to,
                 const std::vector<MarkOf>& marks, const std::vector<PostOfThread>& standing,
                 const std::vector<Renumbered>& renumbered, Leaving leaving, Instant at);

// Notifications of what moved, followers, what waits to be let through; of a thread left by all also drafts and
// relations.
void carry_belongings(store::Transaction& transaction, const Thread& from, const Thread& to, Leaving leaving,
                      Instant at);
// After a merge was taken back: what came to `to` by it at that instant and is not its own.
void drop_what_came(store::Transaction& transaction, ThreadId to, Instant came_at);

}  // namespace parvis::community
