// When letters may come, by the clock where the member is. Pure functions.
#pragma once

#include <optional>

#include "community/letters/wishes.h"
#include "core/text/dates.h"

namespace parvis::community {

// When the quiet hours under way at `at` end; nothing when there are none.
std::optional<Instant> end_of_quiet(const Wishes& wishes, text::TimeZone zone, Instant at);

// When a digest is due next after `at`: the next hour for it of a day that has one. The day of the weekly one comes for
// everybody, so that whoever wishes none is looked at seldom.
Instant next_digest(const Wishes& wishes, text::TimeZone zone, Instant at);
// Does a weekly one fall into that time, both ends included?
bool has_weekly(const Wishes& wishes, text::TimeZone zone, Instant from, Instant until);

// The hour of the day (0 to 23) and the day of the week (1 Monday to 7 Sunday) there.
int hour_there(text::TimeZone zone, Instant at);
int weekday_there(text::TimeZone zone, Instant at);

}  // namespace parvis::community
