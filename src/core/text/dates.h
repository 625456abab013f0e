// Instants as people say them, in the reader's language and time zone. ICU gives the rules of the zones and the names
// of days and months, read once; the sentences come from the catalogue. Every function is usable from any thread; one
// date costs about a microsecond, because a page shows fifty.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/language.h"
#include "core/time/instant.h"

namespace parvis::text {

// The rules of one zone of the IANA database. A small value to copy; the rules behind it live as long as the program.
class TimeZone {
 public:
  TimeZone();  // UTC
  // The zone named so ("Europe/Paris"), or nothing when there is none. Names of zones only: "GMT+3" is refused.
  static std::optional<TimeZone> find(std::string_view name);
  // The zone named so, or UTC.
  static TimeZone of(std::string_view name) { return find(name).value_or(TimeZone()); }

  std::string_view name() const;
  // Microseconds to add to UTC at that instant.
  std::int64_t offset_at(Instant at) const;

 private:
  struct Rules;
  explicit TimeZone(const Rules* rules) : rules_(rules) {}
  const Rules* rules_;
};

bool valid_time_zone(std::string_view name);
// The zones to choose from in a form, "Region/City", sorted: those of the tz database's zone.tab, and UTC.
const std::vector<std::string>& time_zones();

// For the reader's eye beside a post: "just now", "8 min ago", "today at 21:14", "yesterday at 21:14", "Tuesday at
// 21:14" (six days back), "17 Nov", "17 Nov 2024" when the year is another. Instants to come: "in 8 min", "today at",
// "tomorrow at", then the date.
std::string when(Instant at, Instant now, Language language, TimeZone zone);
// The same without words that age, for pages that are kept: "17 Nov at 21:14", "17 Nov 2024 at 21:14".
std::string date_and_time(Instant at, Instant now, Language language, TimeZone zone);
// In full, for titles and tooltips: "Tuesday 17 November 2026 at 21:14" / « mardi 17 novembre 2026 à 21 h 14 ».
std::string long_date(Instant at, Language language, TimeZone zone);
// The day alone: "17 November 2026" / « 17 novembre 2026 » (« 1er mai 2026 »).
std::string day(Instant at, Language language, TimeZone zone);
// "17 Nov", with the year when it is not that of `now`.
std::string short_day(Instant at, Instant now, Language language, TimeZone zone);
// "November 2026" / « novembre 2026 ».
std::string month_and_year(Instant at, Language language, TimeZone zone);
// "21:14" / « 21 h 14 ».
std::string time_of_day(Instant at, Language language, TimeZone zone);
// The day in the zone, as an input of type date writes it: "2026-11-17".
std::string day_in_figures(Instant at, TimeZone zone);
// The instant at which that day ("2026-11-17") begins in the zone; nothing when the text is no date.
std::optional<Instant> start_of_day(std::string_view day_in_figures, TimeZone zone);

}  // namespace parvis::text
