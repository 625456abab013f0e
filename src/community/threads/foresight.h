// What acts on threads read first, for whoever asks something else before the act: see core/store/foresight.h.
#pragma once

#include "community/types.h"
#include "core/store/store.h"

namespace parvis::community {

// For what begins with a thread: a reply above all.
void foresee_thread(store::Reader& reader, ThreadId thread);

}  // namespace parvis::community
