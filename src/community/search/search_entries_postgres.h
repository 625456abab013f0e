// Writing PostgreSQL's full-text index. Inside a write transaction.
#pragma once

#include <vector>

#include "community/search/search_index.h"

namespace parvis::community::postgres {

void write_entries(store::Transaction& transaction, const std::vector<IndexEntry>& entries);
// After a load: puts together what waits beside the words' lists, and has the planner count anew.
void settle_entries(store::Transaction& transaction);

}  // namespace parvis::community::postgres
