#include "community/ledger/ledger.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "community/testing/test_community.h"

namespace parvis::community {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;
using testing::TestCommunity;

constexpr std::int64_t kNovember = 2026 * 12 + 10;

LedgerTransfer bill(const std::string& reference, std::int64_t cents, std::int64_t month = kNovember) {
  return {.reference = reference,
          .month = month,
          .at = {1},
          .act = {},
          .entries = {{"cost:people", "cents", cents}, {"budget", "cents", -cents}}};
}

struct Ledger : ::testing::Test {
  TestCommunity square;
  bool post(const LedgerTransfer& transfer) {
    return square.write([&](store::Transaction& t) { return post_transfer(t, transfer); });
  }
  std::vector<MonthSum> sums() {
    return square.read([](store::Reader& r) { return month_sums(r, 0, kNovember * 2); });
  }
  std::vector<std::string> wrong() {
    return square.read([](store::Reader& r) { return check_ledger(r); });
  }
  void run(const store::Sql& sql) {
    square.write([&](store::Transaction& t) { t.run(sql); });
  }
};

TEST_F(Ledger, TakesWhatItStandsForOnce) {
  EXPECT_TRUE(post(bill("a", 500)));
  EXPECT_FALSE(post(bill("a", 500)));
  const auto all = sums();
  ASSERT_THAT(all, SizeIs(2));
  EXPECT_EQ(all[0].account, "budget");
  EXPECT_EQ(all[0].amount, -500);
  EXPECT_EQ(all[1].amount, 500);
  EXPECT_THAT(wrong(), IsEmpty());
}

TEST_F(Ledger, RefusesWhatDoesNotBalanceAndMixesNoUnits) {
  auto lame = bill("a", 500);
  lame.entries[0].amount = 499;
  EXPECT_THROW(post(lame), Fault);
  auto mixed = bill("b", 500);
  mixed.entries[0].unit = "questions";
  EXPECT_THROW(post(mixed), Fault);
  post(bill("c", 1));
  auto other = bill("d", 1);
  for (auto& entry : other.entries) entry.unit = "hours";
  EXPECT_THROW(post(other), Fault) << "an account keeps its unit";
  EXPECT_THROW(post({.reference = "e", .month = kNovember, .at = {1}, .act = {}, .entries = {}}), Fault);
}

TEST_F(Ledger, TakesBackInTheMonthItBelongedTo) {
  post(bill("a", 500));
  const auto back = [&] {
    return square.write([](store::Transaction& t) { return reverse_transfer(t, "a", {2}, {}); });
  };
  EXPECT_TRUE(back());
  EXPECT_FALSE(back()) << "once";
  for (const auto& sum : sums()) EXPECT_EQ(sum.amount, 0);
  EXPECT_FALSE(post(bill("a", 500))) << "what was taken back does not come again under its name";
  EXPECT_THAT(wrong(), IsEmpty());
}

TEST_F(Ledger, IsFoundWrongWhateverIsChangedBehindItsBack) {
  post(bill("a", 500));
  post(bill("b", 700));
  square.write([](store::Transaction& t) { reverse_transfer(t, "b", {2}, {}); });
  run({"update ledger_month set amount = amount + 1 where amount = 500"});
  EXPECT_THAT(wrong(), SizeIs(1));
  square.write([](store::Transaction& t) { recount_ledger(t); });
  EXPECT_THAT(wrong(), IsEmpty());
  run({"update ledger_entry set amount = amount + 1 where amount = 500"});
  EXPECT_THAT(wrong(), SizeIs(2)) << "the transfer and the sum of its month";
  run({"update ledger_entry set amount = 0 where amount = 501"});
  run({"delete from ledger_entry where transfer = (select id from ledger_transfer where reverses is not null)"});
  EXPECT_THAT(wrong(), SizeIs(4));
}

// Any sequence of postings and takings back, in any months, leaves a ledger that balances, and whose sums made anew are
// the ones that were kept.
RC_GTEST_PROP(LedgerProperty, AlwaysBalances, ()) {
  TestCommunity square;
  const auto steps = *rc::gen::inRange(1, 30);
  for (int i = 0; i < steps; ++i) {
    const auto reference = std::to_string(*rc::gen::inRange(0, 8));
    const auto cents = *rc::gen::inRange<std::int64_t>(-1000, 1000);
    const auto month = kNovember + *rc::gen::inRange(0, 3);
    square.write([&](store::Transaction& t) {
      if (cents % 3 == 0) {
        reverse_transfer(t, reference, {i}, {});
      } else {
        post_transfer(t, bill(reference, cents, month));
      }
    });
  }
  const auto all = [&] { return square.read([](store::Reader& r) { return month_sums(r, 0, kNovember * 2); }); };
  std::int64_t sum = 0;
  const auto kept = all();
  for (const auto& one : kept) sum += one.amount;
  RC_ASSERT(sum == 0);
  RC_ASSERT(square.read([](store::Reader& r) { return check_ledger(r); }).empty());
}

}  // namespace
}  // namespace parvis::community
