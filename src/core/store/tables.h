// The tables of a community as the database knows them, for what must treat all of them alike: moving between stores.
#pragma once

#include <string>
#include <vector>

#include "core/store/store.h"

namespace parvis::store {

struct Table {
  std::string name;
  std::vector<std::string> columns;  // in the order of their names
  std::vector<std::string> parents;  // tables that its rows refer to, itself left out
  std::vector<std::string> texts;    // those of its columns that hold texts
};

// Those that hold what the program wrote, parents before children: not what the store or a full-text index keeps for
// itself, and not schema_version.
std::vector<Table> tables_of(Reader& reader);

// For one database each, in no order.
std::vector<Table> tables_of_sqlite(Reader& reader);
std::vector<Table> tables_of_postgres(Reader& reader);

}  // namespace parvis::store
