// Whether each month of each cost stands in the ledger once, with its amount, and nothing else does. Reading only; for
// `parvis check`.
#pragma once

#include <string>
#include <vector>

#include "core/store/store.h"

namespace parvis::community {

// One sentence for each thing that is wrong. A month that came while the program stood, and is not posted yet, is not.
std::vector<std::string> check_costs(store::Reader& reader);

}  // namespace parvis::community
