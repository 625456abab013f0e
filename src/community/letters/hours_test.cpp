#include "community/letters/hours.h"

#include <gtest/gtest.h>

namespace parvis::community {
namespace {

Instant at(const char* text) { return *parse_rfc3339(text); }
const auto kParis = text::TimeZone::of("Europe/Paris");

TEST(LetterHours, AreQuietOverMidnight) {
  const Wishes wishes;  // from 22 to 7
  EXPECT_EQ(end_of_quiet(wishes, kParis, at("2026-01-10T21:30:00Z")), at("2026-01-11T06:00:00Z")) << "22:30 in Paris";
  EXPECT_EQ(end_of_quiet(wishes, kParis, at("2026-01-10T05:59:00Z")), at("2026-01-10T06:00:00Z"));
  EXPECT_FALSE(end_of_quiet(wishes, kParis, at("2026-01-10T06:00:00Z")));
  EXPECT_FALSE(end_of_quiet(wishes, kParis, at("2026-01-10T20:59:00Z")));
}

TEST(LetterHours, MayBeQuietInTheDayOrNever) {
  Wishes wishes;
  wishes.quiet_from = 9;
  wishes.quiet_to = 17;
  EXPECT_EQ(end_of_quiet(wishes, kParis, at("2026-01-10T12:00:00Z")), at("2026-01-10T16:00:00Z"));
  EXPECT_FALSE(end_of_quiet(wishes, kParis, at("2026-01-10T23:00:00Z")));
  wishes.quiet_to = 9;
  EXPECT_FALSE(end_of_quiet(wishes, kParis, at("2026-01-10T12:00:00Z")));
}

// Whatever the zone and the season, the end of the quiet hours shows their last hour on the clocks there.
TEST(LetterHours, EndByTheClockOfTheReader) {
  const Wishes wishes;
  for (const char* name : {"Europe/Paris", "America/St_Johns", "Asia/Kolkata", "Pacific/Auckland", "UTC"}) {
    const auto zone = text::TimeZone::of(name);
    for (auto when = at("2026-01-01T00:30:00Z"); when < at("2027-01-01T00:00:00Z"); when = when + 7 * kHour) {
      const auto end = end_of_quiet(wishes, zone, when);
      const int hour = hour_there(zone, when);
      EXPECT_EQ(end.has_value(), hour >= 22 || hour < 7) << name << to_rfc3339(when);
      if (!end) continue;
      EXPECT_EQ(hour_there(zone, *end), 7) << name << to_rfc3339(when);
      EXPECT_GT(*end, when);
      EXPECT_LE(*end - when, 10 * kHour);
    }
  }
}

TEST(LetterHours, GiveDigestsTheirHourThroughChangesOfClocks) {
  Wishes wishes;
  for (const char* name : {"Europe/Paris", "America/New_York", "Pacific/Auckland"}) {
    const auto zone = text::TimeZone::of(name);
    auto when = at("2026-01-01T00:00:00Z");
    for (int day = 0; day < 400; ++day) {
      const auto next = next_digest(wishes, zone, when);
      EXPECT_GT(next, when);
      EXPECT_LE(next - when, 25 * kHour) << name << to_rfc3339(when);
      EXPECT_EQ(hour_there(zone, next), 8) << name << to_rfc3339(next);
      when = next;
    }
  }
}

TEST(LetterHours, GiveAWeeklyDigestItsDay) {
  Wishes wishes = with_preset({}, Preset::only_me);
  wishes.reading = Frequency::weekly;
  wishes.weekday = 5;
  wishes.hour = 18;
  const auto next = next_digest(wishes, kParis, at("2026-01-10T12:00:00Z"));  // a Saturday
  EXPECT_EQ(next, at("2026-01-16T17:00:00Z"));
  EXPECT_TRUE(has_weekly(wishes, kParis, next, next));
  EXPECT_TRUE(has_weekly(wishes, kParis, next - kDay, next + kDay)) << "missed by a day";
  EXPECT_FALSE(has_weekly(wishes, kParis, next + 1, next + 6 * kDay));
  EXPECT_EQ(next_digest(wishes, kParis, next), at("2026-01-23T17:00:00Z"));
}

}  // namespace
}  // namespace parvis::community
