#include "core/limits/rate_limiter.h"

#include <gtest/gtest.h>

namespace parvis::limits {
namespace {

constexpr Limit kThreeAMinute{"three a minute", 3, std::chrono::seconds(60)};
constexpr Limit kOther{"other", 1, std::chrono::seconds(60)};
const Instant kStart{1'700'000'000 * kSecond};

TEST(RateLimiter, LetsTheBurstThroughThenSaysHowLongToWait) {
  FrozenClock clock(kStart);
  RateLimiter limiter;
  for (int i = 0; i < 3; ++i) EXPECT_EQ(limiter.take(kThreeAMinute, "a"), 0);
  EXPECT_EQ(limiter.take(kThreeAMinute, "a"), 20);
  clock.set(kStart + 19 * kSecond);
  EXPECT_EQ(limiter.take(kThreeAMinute, "a"), 1);
  clock.set(kStart + 21 * kSecond);
  EXPECT_EQ(limiter.take(kThreeAMinute, "a"), 0);
}

TEST(RateLimiter, NeitherForgetsNorPunishesWhenTheClockJumpsBack) {
  FrozenClock clock(kStart);
  RateLimiter limiter;
  for (int i = 0; i < 3; ++i) EXPECT_EQ(limiter.take(kThreeAMinute, "a"), 0);
  clock.set(kStart - kDay);
  EXPECT_EQ(limiter.take(kThreeAMinute, "a"), 20);
  clock.set(kStart - kDay + 20 * kSecond);
  EXPECT_EQ(limiter.take(kThreeAMinute, "a"), 0);
}

TEST(RateLimiter, CountsEachKeyAndEachLimitApart) {
  FrozenClock clock(kStart);
  RateLimiter limiter;
  EXPECT_EQ(limiter.take(kOther, "a"), 0);
  EXPECT_GT(limiter.take(kOther, "a"), 0);
  EXPECT_EQ(limiter.take(kOther, "b"), 0);
  EXPECT_EQ(limiter.take(kThreeAMinute, "a"), 0);
}

TEST(RateLimiter, ForgivesAKey) {
  FrozenClock clock(kStart);
  RateLimiter limiter;
  limiter.take(kOther, "a");
  limiter.forgive(kOther, "a");
  limiter.forgive(kOther, "never seen");
  EXPECT_EQ(limiter.take(kOther, "a"), 0);
}

TEST(RateLimiter, LetsEverythingThroughWhereThereIsNoLimit) {
  RateLimiter limiter;
  for (int i = 0; i < 100; ++i) EXPECT_EQ(limiter.take({"none", 0, std::chrono::seconds(60)}, "a"), 0);
  EXPECT_EQ(limiter.size(), 0u);
}

TEST(RateLimiter, KeepsItsMemoryBounded) {
  FrozenClock clock(kStart);
  RateLimiter limiter(100);
  for (int i = 0; i < 10'000; ++i) limiter.take(kOther, std::to_string(i));
  EXPECT_LE(limiter.size(), 100u);
}

TEST(RateLimiter, LetsNoStrangerPushOutWhoIsHeldBack) {
  FrozenClock clock(kStart);
  RateLimiter limiter(100);
  for (int who = 0; who < 20; ++who) {
    for (int i = 0; i < 3; ++i) limiter.take(kThreeAMinute, "guesser " + std::to_string(who));
  }
  for (int i = 0; i < 10'000; ++i) limiter.take(kThreeAMinute, std::to_string(i));
  EXPECT_LE(limiter.size(), 100u);
  for (int who = 0; who < 20; ++who) EXPECT_GT(limiter.take(kThreeAMinute, "guesser " + std::to_string(who)), 0) << who;
}

TEST(RateLimiter, DropsBucketsThatAreFullAgain) {
  FrozenClock clock(kStart);
  RateLimiter limiter(1000);
  for (int i = 0; i < 100; ++i) limiter.take(kOther, std::to_string(i));
  clock.set(kStart + 61 * kSecond);
  for (int i = 0; i < 20; ++i) limiter.take(kOther, "new " + std::to_string(i));
  EXPECT_LE(limiter.size(), 20u);
}

TEST(RateLimiter, RefusesWithTheSecondsToWait) {
  FrozenClock clock(kStart);
  RateLimiter limiter;
  limiter.take_or_refuse(kOther, "a", {"Wait a moment."});
  try {
    limiter.take_or_refuse(kOther, "a", {"Wait a moment."});
    FAIL();
  } catch (const TooMany& refusal) {
    EXPECT_EQ(refusal.status(), 429);
    EXPECT_EQ(refusal.retry_after, 60);
  }
}

TEST(AddressKey, TakesAWholeNetworkOfVersionSix) {
  EXPECT_EQ(address_key("192.0.2.7"), "192.0.2.7");
  EXPECT_EQ(address_key("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
  EXPECT_EQ(address_key("2001:db8:1:2:ffff::1"), address_key("2001:db8:1:2::9"));
  EXPECT_EQ(address_key("::ffff:192.0.2.7"), "192.0.2.7");
  EXPECT_EQ(address_key("not an address"), "not an address");
}

}  // namespace
}  // namespace parvis::limits
