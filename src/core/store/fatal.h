// The end of the process when going on could lose what was promised: a failed sync leaves the disk's content unknown,
// and asking again may answer "done" falsely. The next start recovers from the log.
#pragma once

#include <string>

namespace parvis::store {

// Writes one line to standard error and aborts.
[[noreturn]] void end_process(const std::string& reason);

}  // namespace parvis::store
