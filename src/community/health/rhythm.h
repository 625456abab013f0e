// How a member comes and goes, read off the days on which they took part. Pure functions of sorted days, each once.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace parvis::community::health {

inline constexpr std::int64_t kPeriod = 28;     // days: four weeks, so that every period has the same weekdays
inline constexpr std::int64_t kYearBack = 364;  // 52 weeks

// Of who took part in the last 28 days.
enum class Standing {
  absent = 0,    // did not
  fresh = 1,     // for the first time ever
  retained = 2,  // and in the 28 days before as well
  returned = 3   // not in the 28 days before, but earlier
};

// Of a regular's silence, held against the silence that is usual with them.
enum class Rhythm {
  none = 0,      // no regular, or in their rhythm
  slipping = 1,  // silent for more than three times their usual gap, a week at least
  lost = 2,      // silent for more than eight times their usual gap, four weeks at least: since less than 28 days
  gone = 3       // lost for longer than that: told of them, and counted no more
};

// A regular took part on at least so many days…
inline constexpr std::size_t kRegularDays = 6;
// …of so many before they were last seen; the usual gap is the median of those between these days.
inline constexpr std::int64_t kRegularWithin = 180;

// Whether any of the days is in (after, until].
bool took_part(std::span<const std::int64_t> days, std::int64_t after, std::int64_t until);
Standing standing(std::span<const std::int64_t> days, std::int64_t today);
Rhythm rhythm(std::span<const std::int64_t> days, std::int64_t today);
// The usual gap, and how many days it is read off; nothing for who is no regular.
struct OwnGap {
  std::int64_t days = 0;
  std::size_t read_off = 0;
};
std::optional<OwnGap> own_gap(std::span<const std::int64_t> days, std::int64_t today);

}  // namespace parvis::community::health
