// The greatest identifier that a community's tables hold, so that those made from now on are greater though the clock
// was set back, or another process made the last ones, while this one did not look.
#pragma once

#include <cstdint>

#include "core/store/store.h"

namespace parvis::store {

// One row: the greatest identifier of all tables that have one of their own; 0 without any. Every such table of
// schema/ is named in it, each with an index that knows its greatest; a test compares.
extern const Sql kGreatestId;

std::int64_t greatest_id(Reader& reader);

}  // namespace parvis::store
