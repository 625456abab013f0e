// A place in a list that is ordered by a number and then by an identifier, as addresses and programs hold it. Pure; any
// thread.
#pragma once

#include "core/ids.h"

namespace parvis {

// Written as two identifiers: "6ykdgwx40001.6ykdgwx00002".
struct IdPair {
  std::int64_t first = 0, second = 0;
};
std::string pair_text(const IdPair& pair);
// Nothing when it is no such text; neither of them is zero.
std::optional<IdPair> parse_pair(std::string_view text);

}  // namespace parvis
