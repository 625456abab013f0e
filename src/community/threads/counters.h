// The counters that rules keep in step with each act (of threads, posts, spaces, members, tags, and the tally), each
// defined once more here as what it must be, counted from the base rows. `parvis check` compares; imports recount.
// Set-based: seconds for a million posts.
#pragma once

#include <string>
#include <vector>

#include "core/store/store.h"

namespace parvis::community {

// One line for each kind of counter that is wrong: which, how many, one example. Empty when all is well.
std::vector<std::string> check_counters(store::Reader& reader);
// Sets every counter to what it must be. Answers how many rows were wrong.
std::int64_t recount_all(store::Transaction& transaction);

}  // namespace parvis::community
