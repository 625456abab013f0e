// Asks the database itself whether it is sound: pages, indexes, full-text indexes, references between rows.
#pragma once

#include <string>
#include <vector>

#include "core/store/store.h"

namespace parvis::store {

// One sentence for each problem, for the operator; none when all is well. Reads the whole database.
std::vector<std::string> check_integrity(Reader& reader);

// For one database each.
std::vector<std::string> check_integrity_sqlite(Reader& reader);
std::vector<std::string> check_integrity_postgres(Reader& reader);

}  // namespace parvis::store
