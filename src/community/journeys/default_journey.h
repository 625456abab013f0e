// The journey a community begins with. The definitions are stated here, on the page and in docs/segments.md; each is a
// segment that the community may change.
#pragma once

#include <span>

#include "community/journeys/journey.h"

namespace parvis::community {

struct DefaultStage {
  const char* name;       // msgid
  const char* condition;  // its rule; empty: by hand
  Lane lane = Lane::steps;
  std::int64_t too_long_days = 0;
};
std::span<const DefaultStage> default_stages();

}  // namespace parvis::community
