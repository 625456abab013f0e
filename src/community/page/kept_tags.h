// Tags by which kept answers are forgotten, where more than one place makes or forgets them (app/wiring.h lists when).
// Pure functions.
#pragma once

#include <string>

#include "community/types.h"

namespace parvis::community {

// Of an answer that names a thread without being about it (beside another thread, on its authors' pages): forgotten
// when the thread is moved, deleted, restored, retitled or solved, not at each reply.
inline std::string named_thread_tag(ThreadId thread) { return "named:" + id_text(thread); }

}  // namespace parvis::community
