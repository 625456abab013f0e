// A member against their own rhythm: how long they usually stay silent, when they last took part, how much each week.
// Read off the days that the community's health folds. A function over a Reader; any thread.
#pragma once

#include <optional>
#include <vector>

#include "community/health/rhythm.h"
#include "community/types.h"
#include "core/store/store.h"

namespace parvis::community {

inline constexpr int kWeeksShown = 26;

struct OwnRhythm {
  std::int64_t today = 0;                // of the community's calendar
  std::optional<std::int64_t> last_day;  // on which they took part
  std::optional<health::OwnGap> gap;     // of regulars
  health::Rhythm state = health::Rhythm::none;
  std::int64_t days_taken_part = 0;  // of the weeks shown
  struct Week {
    std::int64_t first_day = 0;  // a Monday
    std::int64_t acts = 0;
  };
  std::vector<Week> weeks;  // the oldest first; the last is under way
};
OwnRhythm own_rhythm(store::Reader& reader, MemberId member, std::int64_t today);

}  // namespace parvis::community
