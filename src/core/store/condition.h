// How the database is, for those who watch the program.
#pragma once

#include <cstdint>

#include "core/store/store.h"

namespace parvis::store {

// Whether it may be written to, as far as can be known without writing: a disk that the system made read-only, as it
// does after a fault of the device, and a replica are seen before a write fails.
bool takes_writes(Reader& reader);

// What this community's tables and indexes take, the log of an SQLite database included.
std::int64_t bytes_on_disk(Reader& reader);

// For one database each.
bool takes_writes_sqlite(Reader& reader);
bool takes_writes_postgres(Reader& reader);
std::int64_t bytes_on_disk_sqlite(Reader& reader);
std::int64_t bytes_on_disk_postgres(Reader& reader);

}  // namespace parvis::store
