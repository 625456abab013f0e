// Identifiers tell when they were made: what was made since an instant has greater ones than this, so that a list kept
// by identifier alone is read from there on. Any thread.
#pragma once

#include "core/time/instant.h"

namespace parvis {

std::int64_t least_id_at(Instant at);

}  // namespace parvis
