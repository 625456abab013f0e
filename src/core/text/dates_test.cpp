#include "core/text/dates.h"

#include <gtest/gtest.h>

namespace parvis::text {
namespace {

using enum Language;

Instant at(std::string_view text) { return parse_rfc3339(text).value(); }
const TimeZone kParis = TimeZone::of("Europe/Paris");
// A Saturday, 22:30 in Paris.
const Instant kNow = at("2026-11-21T21:30:00Z");

}  // namespace

TEST(Dates, OfTheLastHourAreCountedInMinutes) {
  EXPECT_EQ(when(kNow - 20 * kSecond, kNow, en, kParis), "just now");
  EXPECT_EQ(when(kNow - 20 * kSecond, kNow, fr, kParis), "à l’instant");
  EXPECT_EQ(when(kNow - 8 * kMinute, kNow, en, kParis), "8 min ago");
  EXPECT_EQ(when(kNow - 8 * kMinute, kNow, fr, kParis), "il y a 8 min");
  EXPECT_EQ(when(kNow + 8 * kMinute, kNow, fr, kParis), "dans 8 min");
}

TEST(Dates, OfTheLastDaysAreNamed) {
  EXPECT_EQ(when(at("2026-11-21T08:05:00Z"), kNow, en, kParis), "today at 09:05");
  EXPECT_EQ(when(at("2026-11-21T08:05:00Z"), kNow, fr, kParis), "aujourd’hui à 9\u00a0h\u00a005");
  EXPECT_EQ(when(at("2026-11-20T20:14:00Z"), kNow, en, kParis), "yesterday at 21:14");
  EXPECT_EQ(when(at("2026-11-20T20:00:00Z"), kNow, fr, kParis), "hier à 21\u00a0h");
  EXPECT_EQ(when(at("2026-11-17T20:14:00Z"), kNow, en, kParis), "Tuesday at 21:14");
  EXPECT_EQ(when(at("2026-11-17T20:14:00Z"), kNow, fr, kParis), "mardi à 21\u00a0h\u00a014");
  EXPECT_EQ(when(at("2026-11-22T20:14:00Z"), kNow, en, kParis), "tomorrow at 21:14");
}

TEST(Dates, FurtherAwayAreDates) {
  EXPECT_EQ(when(at("2026-11-14T12:00:00Z"), kNow, en, kParis), "14\u00a0Nov");
  EXPECT_EQ(when(at("2026-11-01T12:00:00Z"), kNow, fr, kParis), "1er\u00a0nov.");
  EXPECT_EQ(when(at("2024-11-17T12:00:00Z"), kNow, en, kParis), "17\u00a0Nov\u00a02024");
  EXPECT_EQ(when(at("2024-11-17T12:00:00Z"), kNow, fr, kParis), "17\u00a0nov.\u00a02024");
  EXPECT_EQ(when(at("2026-12-24T12:00:00Z"), kNow, en, kParis), "24\u00a0Dec");
}

TEST(Dates, CountDaysInTheReadersZone) {
  const Instant late = at("2026-11-20T23:30:00Z");  // already the 21st in Paris
  EXPECT_EQ(when(late, kNow, en, kParis), "today at 00:30");
  EXPECT_EQ(when(late, kNow, en, TimeZone()), "yesterday at 23:30");
  EXPECT_EQ(time_of_day(at("2026-07-01T12:00:00Z"), en, kParis), "14:00");
}

TEST(Dates, AreWrittenInFull) {
  const Instant instant = at("2026-11-17T20:14:00Z");
  EXPECT_EQ(long_date(instant, en, kParis), "Tuesday 17 November 2026 at 21:14");
  EXPECT_EQ(long_date(instant, fr, kParis), "mardi 17 novembre 2026 à 21\u00a0h\u00a014");
  EXPECT_EQ(day(instant, fr, kParis), "17 novembre 2026");
  EXPECT_EQ(day(at("2026-05-01T10:00:00Z"), fr, kParis), "1er mai 2026");
  EXPECT_EQ(month_and_year(instant, fr, kParis), "novembre 2026");
  EXPECT_EQ(short_day(instant, kNow, en, kParis), "17\u00a0Nov");
  EXPECT_EQ(date_and_time(instant, kNow, en, kParis), "17\u00a0Nov at 21:14");
}

TEST(Dates, GoToFiguresAndBack) {
  EXPECT_EQ(day_in_figures(at("2026-11-17T23:30:00Z"), kParis), "2026-11-18");
  EXPECT_EQ(start_of_day("2026-11-18", kParis), at("2026-11-17T23:00:00Z"));
  EXPECT_EQ(start_of_day("2026-03-30", kParis), at("2026-03-29T22:00:00Z"));
  EXPECT_EQ(start_of_day("2026-13-18", kParis), std::nullopt);
  EXPECT_EQ(start_of_day("yesterday", kParis), std::nullopt);
  // Brazil's clocks jumped over midnight in 2018.
  EXPECT_EQ(
      day_in_figures(*start_of_day("2018-11-04", TimeZone::of("America/Sao_Paulo")), TimeZone::of("America/Sao_Paulo")),
      "2018-11-04");
}

TEST(TimeZones, AreThoseOfTheDatabase) {
  EXPECT_TRUE(valid_time_zone("Europe/Paris"));
  EXPECT_TRUE(valid_time_zone("UTC"));
  EXPECT_FALSE(valid_time_zone("Europe/Pari"));
  EXPECT_FALSE(valid_time_zone("GMT+3"));
  EXPECT_FALSE(valid_time_zone(""));
  EXPECT_FALSE(valid_time_zone(std::string(10000, 'x')));
  EXPECT_EQ(TimeZone::of("nowhere").name(), "UTC");
  EXPECT_GT(time_zones().size(), 300u);
  for (const auto& name : time_zones()) EXPECT_TRUE(valid_time_zone(name)) << name;
}

}  // namespace parvis::text
