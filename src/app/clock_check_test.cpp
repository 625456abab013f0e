#include "app/clock_check.h"

#include <gtest/gtest.h>

#include "app/testing/whole_site.h"

namespace parvis::app {
namespace {

const Instant kThen = *parse_rfc3339("2030-01-02T00:00:00Z");

class ClockCheck : public ::testing::Test {
 protected:
  ClockCheck() { site.add("maud"); }
  FrozenClock clock{kThen};
  testing::WholeSite site;
};

TEST_F(ClockCheck, TakesAClockThatGoesOn) { EXPECT_NO_THROW(expect_clock(site.community().store())); }

TEST_F(ClockCheck, TakesAClockThatWasPutRight) {
  clock.set(kThen - 10 * kMinute);
  EXPECT_NO_THROW(expect_clock(site.community().store()));
}

TEST_F(ClockCheck, RefusesAClockThatJumpedBackAndSaysBothInstants) {
  clock.set(kThen - kDay);
  try {
    expect_clock(site.community().store());
    FAIL() << "it was taken";
  } catch (const Fault& fault) {
    EXPECT_NE(std::string(fault.what()).find("2030-01-01T00:00:00"), std::string::npos) << fault.what();
    EXPECT_NE(std::string(fault.what()).find("2030-01-02T00:00:00"), std::string::npos) << fault.what();
  }
}

TEST_F(ClockCheck, TakesWhatIsWrittenOnceItWasAccepted) {
  clock.set(kThen - kDay);
  site.add("hugo");
  EXPECT_NO_THROW(expect_clock(site.community().store()));
}

}  // namespace
}  // namespace parvis::app
