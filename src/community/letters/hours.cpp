#include "community/letters/hours.h"

namespace parvis::community {
namespace {

constexpr int kDaysAhead = 9;  // a week, and what a change of clocks may take from it

std::int64_t local(text::TimeZone zone, Instant at) { return at.microseconds + zone.offset_at(at); }

std::int64_t floor_div(std::int64_t value, std::int64_t by) { return value / by - (value % by < 0 ? 1 : 0); }

// The instant at which the clocks there show `hour` on the day that `at` falls on, `days` later.
Instant at_hour(text::TimeZone zone, Instant at, int days, int hour) {
  const auto day = floor_div(local(zone, at), kDay) + days;
  const auto shown = day * kDay + hour * kHour;
  // The offset then may differ from that now; asked twice, it is right but within the hour that does not exist.
  Instant found{shown - zone.offset_at(at)};
  found = {shown - zone.offset_at(found)};
  return {shown - zone.offset_at(found)};
}

int weekday_of(std::int64_t day) { return static_cast<int>(((day + 3) % 7 + 7) % 7) + 1; }  // 1970-01-01: Thursday

}  // namespace

int hour_there(text::TimeZone zone, Instant at) {
  const auto shown = local(zone, at);
  return static_cast<int>((shown - floor_div(shown, kDay) * kDay) / kHour);
}

int weekday_there(text::TimeZone zone, Instant at) { return weekday_of(floor_div(local(zone, at), kDay)); }

std::optional<Instant> end_of_quiet(const Wishes& wishes, text::TimeZone zone, Instant at) {
  const int from = wishes.quiet_from, to = wishes.quiet_to, hour = hour_there(zone, at);
  if (from == to) return std::nullopt;
  const bool over_midnight = from > to;
  const bool is_quiet = over_midnight ? hour >= from || hour < to : hour >= from && hour < to;
  if (!is_quiet) return std::nullopt;
  return at_hour(zone, at, over_midnight && hour >= from ? 1 : 0, to);
}

namespace {

enum class Days { all, weekly };

Instant next_of(Days which, const Wishes& wishes, text::TimeZone zone, Instant at) {
  for (int days = 0; days < kDaysAhead; ++days) {
    const auto then = at_hour(zone, at, days, wishes.hour);
    if (then > at && (which == Days::all || weekday_there(zone, then) == wishes.weekday)) return then;
  }
  return at + 7 * kDay;
}

}  // namespace

bool has_weekly(const Wishes& wishes, text::TimeZone zone, Instant from, Instant until) {
  return next_of(Days::weekly, wishes, zone, from - 1) <= until;
}

Instant next_digest(const Wishes& wishes, text::TimeZone zone, Instant at) {
  return next_of(wishes.has_digest(Frequency::daily) ? Days::all : Days::weekly, wishes, zone, at);
}

}  // namespace parvis::community
