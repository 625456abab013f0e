// Taking one's last decision back: on a case, on a contribution, or on all that were decided on at once. Functions over
// Reader and Transaction; any thread.
#pragma once

#include "community/threads/act.h"

namespace parvis::community {

// Somebody may have acted on what was decided longer ago.
inline constexpr std::int64_t kUndoWithin = kHour;

// How many decisions were taken back; zero when there was none of the actor's within kUndoWithin. Conflict, and nothing
// is taken back, when one can no longer be.
std::int64_t undo_last_decision(store::Transaction& transaction, const Act& act);
// Whether there is one to take back.
bool has_decision_to_undo(store::Reader& reader, MemberId member, Instant at = now());

}  // namespace parvis::community
