#include "community/returns/order.h"

#include <gmock/gmock.h>

#include "community/returns/testing/returns.h"
#include "community/segments/acts_by_day.h"

namespace parvis::community {
namespace {

using ::testing::IsEmpty;

struct Orders : testing::Returns {};

TEST_F(Orders, AnOrderIsOneHoweverItsReferenceIsSpaced) {
  confirm(helper, "ben@example.org");
  answered(helper);
  EXPECT_EQ(order("B 2", 3000, "ben@example.org").taken, Taken::recorded);
  for (const auto* typed : {"B 2 ", " B 2", "B \t 2", "B\u00a0 2"}) {
    EXPECT_EQ(order(typed, 3000, "ben@example.org").taken, Taken::known) << typed;
  }
  EXPECT_EQ(count(GainKind::order), 3000);
  const auto other = order("B 2", 4000, "ben@example.org");
  EXPECT_EQ(other.kept_cents, 3000) << "another amount is told of, and changes nothing";
  EXPECT_FALSE(order("B 2", 3000, "ben@example.org").kept_cents);
  EXPECT_EQ(count(GainKind::order), 3000);
}

TEST_F(Orders, AnOrderTakenBackByMistakeCountsAgain) {
  confirm(helper, "ben@example.org");
  answered(helper);
  const auto id = order("1", 3000, "ben@example.org").id;
  const auto take = [&] { return write([&](store::Transaction& t) { return take_order_back(t, act(), id); }); };
  const auto bring = [&] { return write([&](store::Transaction& t) { return bring_order_back(t, act(), id); }); };
  EXPECT_FALSE(bring()) << "it was never taken back";
  for (int times = 0; times < 2; ++times) {
    EXPECT_TRUE(take());
    EXPECT_EQ(count(GainKind::order), 0);
    EXPECT_THAT(wrong(), IsEmpty());
    EXPECT_TRUE(bring());
    EXPECT_EQ(count(GainKind::order), 3000);
    EXPECT_THAT(wrong(), IsEmpty());
  }
  EXPECT_EQ(square.last_verbs(1)[0], Verb::order_recorded) << "an act of its own";
  fold_acts(*square.store);
  const auto bought = square.read([](store::Reader& r) {
    return r.one<std::int64_t>({"select amount from act_day where verb = 243"}).value_or(-1);
  });
  EXPECT_EQ(bought, 3000) << "for who they are too";
}

TEST_F(Orders, AnOrderThatNeverCountedComesBackAsItWas) {
  const auto id = order("4", 9000, "nobody@example.org").id;
  write([&](store::Transaction& t) { take_order_back(t, act(), id); });
  EXPECT_TRUE(write([&](store::Transaction& t) { return bring_order_back(t, act(), id); }));
  EXPECT_EQ(count(GainKind::order), 0);
  EXPECT_THAT(wrong(), IsEmpty());
}

TEST_F(Orders, AmountsStandInTheWayOfAnotherCurrency) {
  const auto asked = [&](const char* currency) {
    return square.read([&](store::Reader& r) { return asked_before_changing(r, currency).has_value(); });
  };
  EXPECT_FALSE(asked("GBP")) << "there is nothing to convert";
  order("1", 3000, "ben@example.org");
  EXPECT_TRUE(asked("GBP"));
  EXPECT_FALSE(asked("EUR"));
}

}  // namespace
}  // namespace parvis::community
