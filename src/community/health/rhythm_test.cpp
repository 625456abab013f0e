#include "community/health/rhythm.h"

#include <gtest/gtest.h>

#include <vector>

namespace parvis::community::health {
namespace {

using Days = std::vector<std::int64_t>;

Days every(std::int64_t gap, int times, std::int64_t last) {
  Days days;
  for (int i = times - 1; i >= 0; --i) days.push_back(last - i * gap);
  return days;
}

TEST(Standing, TellsNewRetainedAndReturnedApart) {
  EXPECT_EQ(standing(Days{}, 1000), Standing::absent);
  EXPECT_EQ(standing(Days{972}, 1000), Standing::absent);
  EXPECT_EQ(standing(Days{973}, 1000), Standing::fresh);
  EXPECT_EQ(standing(Days{945, 973}, 1000), Standing::retained);
  EXPECT_EQ(standing(Days{944, 973}, 1000), Standing::returned);
  EXPECT_EQ(standing(Days{944, 973, 1001}, 1000), Standing::returned) << "what is to come does not count";
}

TEST(Rhythm, MeasuresSilenceAgainstOnesOwnHabit) {
  const auto daily = every(1, 30, 1000), weekly = every(7, 12, 1000);
  EXPECT_EQ(rhythm(daily, 1007), Rhythm::none);
  EXPECT_EQ(rhythm(daily, 1008), Rhythm::slipping);
  EXPECT_EQ(rhythm(weekly, 1021), Rhythm::none) << "three weeks are nothing to who comes once a week";
  EXPECT_EQ(rhythm(weekly, 1022), Rhythm::slipping);
  EXPECT_EQ(rhythm(daily, 1028), Rhythm::slipping);
  EXPECT_EQ(rhythm(daily, 1029), Rhythm::lost);
  EXPECT_EQ(rhythm(weekly, 1056), Rhythm::slipping);
  EXPECT_EQ(rhythm(weekly, 1057), Rhythm::lost);
}

TEST(Rhythm, CountsALostRegularForOnePeriodAndNeverTakesThemForPresent) {
  const auto daily = every(1, 30, 1000);
  EXPECT_EQ(rhythm(daily, 1056), Rhythm::lost);
  EXPECT_EQ(rhythm(daily, 1057), Rhythm::gone);
  EXPECT_EQ(rhythm(daily, 3000), Rhythm::gone);
}

TEST(Rhythm, AsksForSixDaysWithinHalfAYear) {
  EXPECT_EQ(rhythm(every(1, 5, 1000), 1010), Rhythm::none);
  EXPECT_EQ(rhythm(every(1, 6, 1000), 1010), Rhythm::slipping);
  EXPECT_EQ(rhythm(every(40, 20, 1000), 1130), Rhythm::none) << "too seldom to have a rhythm";
}

TEST(Rhythm, LooksNoFurtherThanTheDayItIsAskedFor) {
  auto days = every(1, 30, 1000);
  days.push_back(1012);
  EXPECT_EQ(rhythm(days, 1010), Rhythm::slipping);
  EXPECT_EQ(rhythm(days, 1012), Rhythm::none);
}

}  // namespace
}  // namespace parvis::community::health
