// Read marks: up to which post each member has read each thread. Not acts, so nothing is recorded.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "community/types.h"
#include "community/visibility/viewer.h"
#include "core/store/store.h"

namespace parvis::community {

enum class Backwards { never, allowed };  // allowed: "mark unread from here"

// Marks the thread read up to post `number` (never beyond its last). True when the mark changed. The caller has found
// the thread for this member. Ask `needs_read_mark` first on a read connection: most views change nothing.
bool mark_read(store::Transaction& transaction, MemberId member, ThreadId thread, std::int64_t number, Instant at,
               Backwards backwards = Backwards::never);
// The member has read the thread up to the post they have just written.
void mark_own_read(store::Transaction& transaction, MemberId member, ThreadId thread, std::int64_t number, Instant at);
bool needs_read_mark(store::Reader& reader, MemberId member, ThreadId thread, std::int64_t number);

// Marks as read what the list of the unread shows: every readable thread that nobody wrote in after `until`. In
// several transactions of some thousands each, so that others' acts do not wait; done again, it marks nothing.
void mark_all_read(store::Store& store, const Viewer& viewer, const SpaceList& spaces, Instant until, Instant at);

// Number of the last post read; nothing when the thread was never opened.
std::optional<std::int64_t> read_up_to(store::Reader& reader, MemberId member, ThreadId thread);
void foresee_read_up_to(store::Reader& reader, MemberId member, ThreadId thread);
// When the member came: what was said before is no news to them.
Instant arrival_of(store::Reader& reader, MemberId member);
// For the threads of a list, those that have a mark.
struct ReadMark {
  ThreadId thread;
  std::int64_t post = 0;
};
std::vector<ReadMark> read_marks(store::Reader& reader, MemberId member, std::span<const ThreadId> threads);

}  // namespace parvis::community
