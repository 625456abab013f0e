#include "backup/retention.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

namespace parvis::backup {
namespace {

Instant day(int number, int hour = 3) { return {number * kDay + hour * kHour}; }

TEST(Retention, KeepsTheLastOfEachDayThenWeekThenMonth) {
  std::vector<Instant> made;
  for (int number = 20'000; number < 20'400; ++number) {
    made.push_back(day(number, 3));
    made.push_back(day(number, 15));
  }
  const auto gone = superfluous(made, {.daily = 7, .weekly = 4, .monthly = 6});
  const auto kept = made.size() - gone.size();
  EXPECT_GE(kept, 7U + 3U + 4U);
  EXPECT_LE(kept, 7U + 4U + 6U);
  for (int number = 20'393; number < 20'400; ++number) {
    EXPECT_THAT(gone, ::testing::Not(::testing::Contains(day(number, 15)))) << number;
    EXPECT_THAT(gone, ::testing::Contains(day(number, 3))) << number;
  }
}

TEST(Retention, CountsDaysThatHaveOne) {
  const std::vector<Instant> made{day(100), day(200), day(300)};
  EXPECT_THAT(superfluous(made, {.daily = 2, .weekly = 0, .monthly = 0}), ::testing::ElementsAre(day(100)));
}

TEST(Retention, KeepsTheLastWhateverIsAsked) {
  EXPECT_THAT(superfluous({day(1), day(2)}, {0, 0, 0}), ::testing::ElementsAre(day(1)));
  EXPECT_THAT(superfluous({}, {}), ::testing::IsEmpty());
}

RC_GTEST_PROP(Retention, TakingAwayTwiceTakesNothingMoreAndNeverTheLast, ()) {
  const auto hours = *rc::gen::container<std::set<std::int64_t>>(rc::gen::inRange<std::int64_t>(0, 24 * 1000));
  const Keep keep{*rc::gen::inRange(0U, 9U), *rc::gen::inRange(0U, 5U), *rc::gen::inRange(0U, 5U)};
  std::vector<Instant> made;
  for (const auto hour : hours) made.push_back({hour * kHour});
  const auto gone = superfluous(made, keep);
  std::vector<Instant> left = made;
  std::erase_if(left, [&](Instant at) { return std::ranges::find(gone, at) != gone.end(); });
  RC_ASSERT(superfluous(left, keep).empty());
  RC_ASSERT(left.size() <= std::size_t{1} + keep.daily + keep.weekly + keep.monthly);
  if (!made.empty()) RC_ASSERT(left.back() == made.back());
}

}  // namespace
}  // namespace parvis::backup
