// Whether what was traced is so, and counted once. Reading only; for `parvis check`.
#pragma once

#include <string>
#include <vector>

#include "core/store/store.h"

namespace parvis::community {

// One sentence for each thing that is wrong: a gain without its transfer or its act, a question, an order, a prospect
// or a month of a cost counted twice.
std::vector<std::string> check_returns(store::Reader& reader);

}  // namespace parvis::community
