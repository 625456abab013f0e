// The community's time zone where there is no community at hand, but a transaction. A function over a Reader; any
// thread.
#pragma once

#include <string>

#include "core/store/store.h"

namespace parvis::community {

std::string community_zone(store::Reader& reader);

}  // namespace parvis::community
