// Deleting a whole thread, with a trace, and restoring it. Its posts keep their own state, so that a restored thread is
// what it was.
#pragma once

#include "community/threads/thread.h"

namespace parvis::community {

// Who moderates the space, or its author as long as nobody else has written in it.
bool may_delete(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces, const Thread& thread);
void delete_thread(store::Transaction& transaction, const Act& act, ThreadId thread);
// The same, for a reason that goes to the timeline.
void hide_thread(store::Transaction& transaction, const Act& act, ThreadId thread, std::string_view reason);
// Who moderates the space, or the author who deleted it.
void restore_thread(store::Transaction& transaction, const Act& act, ThreadId thread);

}  // namespace parvis::community
