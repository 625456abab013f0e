// Where identifiers begin when the program starts, apart from ids.h because one place asks.
#pragma once

#include <cstdint>

namespace parvis {

// Identifiers made from now on are greater than this one. Called at the start with the greatest of the database: the
// clock may have been set back while nothing ran.
void start_ids_after(std::int64_t id);

}  // namespace parvis
