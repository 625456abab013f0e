// Where identifiers begin when the program starts, apart from ids.h because one place asks.
#pragma once

#include <cstdint>

namespace parvis {

// Identifiers made from now on are greater than this one, whichever node made it. Called when a database is opened with
// the greatest that it holds: the clock may have been set back while nothing ran.
void start_ids_after(std::int64_t id);
// The last one made by this process.
std::int64_t last_id();

}  // namespace parvis
