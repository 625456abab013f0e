// Whether the search index holds exactly the posts it must, apart from those that wait to be folded. Reading only.
#pragma once

#include <string>
#include <vector>

#include "core/store/store.h"

namespace parvis::community {

// A sentence for each problem; empty when all is well.
std::vector<std::string> check_search_index(store::Reader& reader);

}  // namespace parvis::community
