// Where each member stands, as it is kept: only what changed is written, some at a time, because there may be hundreds
// of thousands of them.
#pragma once

#include <map>

#include "community/health/rhythm.h"
#include "community/types.h"
#include "core/store/store.h"

namespace parvis::community::health {

struct StandingRow {
  MemberId member;
  std::int64_t first_day = 0, last_day = 0;
  Standing standing = Standing::absent;
  Rhythm rhythm = Rhythm::none;
  bool lonely = false;
  std::int64_t top = 0;
  std::int64_t quarter = 0, partners = 0;
  bool holds = false;
  std::int64_t reach = 0;

  bool operator==(const StandingRow&) const = default;
  bool tells_anything() const {
    return standing != Standing::absent || rhythm != Rhythm::none || lonely || partners > 0;
  }
};

std::map<MemberId, StandingRow> standing_rows(store::Reader& reader);
// Turns the one into the other.
void keep_standings(store::Store& store, const std::map<MemberId, StandingRow>& present,
                    const std::map<MemberId, StandingRow>& wanted);

}  // namespace parvis::community::health
