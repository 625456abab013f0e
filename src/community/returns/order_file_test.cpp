#include "community/returns/order_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "community/ledger/ledger.h"
#include "community/returns/idea.h"
#include "community/returns/returns_check.h"
#include "community/testing/test_community.h"

namespace parvis::community {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using testing::TestCommunity;

constexpr Instant kPresent{1'793'000'000'000'000};  // in October 2026

constexpr char kOrders[] =
    "Number;Date;Total;E-mail\n"
    "1;2026-09-01;12,50;ana@example.org\n"
    ";2031-01-01;12,5O;ana\n"
    "1;2026-09-02;13,00;ana@example.org\n";

OrderFile read_orders() {
  return read_order_file(kOrders, guess_order_plan(text::first_rows(kOrders, 2)), {{}, kPresent});
}

TEST(OrderFiles, SayEveryFaultOfALineWithItsColumnAndWhatStandsThere) {
  const auto file = read_orders();
  EXPECT_THAT(file.orders, SizeIs(1));
  ASSERT_THAT(file.refused, SizeIs(2));
  EXPECT_EQ(file.refused[0].line, 3u);
  std::vector<OrderColumn> columns;
  std::string words;
  for (const auto& fault : file.refused[0].faults) {
    columns.push_back(fault.column);
    words += fault_words(text::Language::en, fault) + "\n";
  }
  EXPECT_THAT(columns, ::testing::UnorderedElementsAre(OrderColumn::reference, OrderColumn::day, OrderColumn::amount,
                                                       OrderColumn::email));
  EXPECT_THAT(words, HasSubstr("Amount, “12,5O”: "));
  EXPECT_THAT(words, HasSubstr("Number of the order, empty: "));
  ASSERT_THAT(file.refused[1].faults, SizeIs(1)) << "the same order as in an earlier line";
  EXPECT_EQ(file.refused[1].faults[0].column, OrderColumn::reference);
}

TEST(OrderFiles, GiveTheRefusedLinesBackToBeCorrected) {
  const auto table = refusals_table(read_orders(), text::Language::en);
  EXPECT_TRUE(table.starts_with("Line,Why it was refused,Number,Date,Total,E-mail\r\n")) << table;
  EXPECT_THAT(table, HasSubstr(",2031-01-01,\"12,5O\",ana"));
  EXPECT_EQ(refusals_table({}, text::Language::en), "");
  // Sent again with what was wrong put right, its first two columns are passed over.
  const auto plan = guess_order_plan(text::first_rows(table, 2));
  EXPECT_THAT(plan.columns, ::testing::Contains(OrderColumn::amount));
}

TEST(OrderFiles, ReadAColumnOfClientsAsAddressesWhenAddressesStandBelow) {
  const auto column = [](const char* table) { return guess_order_plan(text::first_rows(table, 2)).columns.at(1); };
  EXPECT_EQ(column("commande;client\n1;ana@example.org\n"), OrderColumn::email);
  EXPECT_EQ(column("commande;client\n1;4711\n"), OrderColumn::customer);
  EXPECT_EQ(column("commande;client\n"), OrderColumn::customer);
}

TEST(OrderFiles, RefuseOtherCurrenciesImpossibleDaysAndOtherAmounts) {
  const std::string table =
      "Number;Date;Total;E-mail;Devise\n1;2026-09-01;12,50;a@example.org;eur\n2;2026-09-01;12,50;a@example.org;GBP\n"
      "3;0000-01-01;12,50;a@example.org;\n4;1800-01-01;12,50;a@example.org;\n A  5;2026-09-01;12,50;a@example.org;\n"
      "A 5 ;2026-09-01;12,50;a@example.org;\n6;2026-09-01;12,50;a@example.org;EUR\n";
  const auto known = [](const std::string& reference) {
    return reference == "6" ? std::optional(Order{.reference = "6", .cents = 990}) : std::nullopt;
  };
  const auto plan = guess_order_plan(text::first_rows(table, 2));
  const auto file = read_order_file(table, plan, {{}, kPresent, "EUR", known, text::Language::en});
  ASSERT_THAT(file.orders, SizeIs(2));
  EXPECT_EQ(file.orders[1].reference, "A 5");
  std::string words;
  for (const auto& line : file.refused) {
    for (const auto& fault : line.faults) words += fault_words(text::Language::en, fault) + "\n";
  }
  EXPECT_EQ(words,
            "Currency, “GBP”: The community counts in EUR, and amounts are not converted.\n"
            "Day, “0000-01-01”: Write the day of the order, like 2026-11-17: from 1990 on, and not one to come.\n"
            "Day, “1800-01-01”: Write the day of the order, like 2026-11-17: from 1990 on, and not one to come.\n"
            "Number of the order, “A 5”: An earlier line of the file is this same order.\n"
            "Amount, “12,50”: This order is known with €9.90: that amount stays.\n");
}

struct Ideas : ::testing::Test {
  TestCommunity square;
  Viewer ana = square.member("Ana"), boss = square.manager("Max");
  IdeaCounted count(ThreadId thread) {
    return square.write([&](store::Transaction& t) {
      return count_idea(t, {square.timeline, boss.member, square.tick(), {}}, thread, "We made the lamp.");
    });
  }
};

TEST_F(Ideas, AreCountedOnceWithTheActThatProposedThem) {
  const auto thread = square.thread(ana, square.talk).thread;
  EXPECT_EQ(count(thread), IdeaCounted::now);
  EXPECT_EQ(count(thread), IdeaCounted::before);
  EXPECT_EQ(count({4242}), IdeaCounted::nowhere);
  const auto gains = square.read([](store::Reader& r) { return gains_of(r, {.from = 0, .to = 1'000'000}, {}, 10); });
  ASSERT_THAT(gains, SizeIs(1));
  EXPECT_EQ(gains[0].member, ana.member);
  const auto acts = square.read([&](store::Reader& r) { return acts_of(r, gains[0].id); });
  EXPECT_THAT(acts, ::testing::Contains(::testing::Field(&GainAct::verb, Verb::thread_opened)));
  EXPECT_THAT(square.read([](store::Reader& r) { return check_returns(r); }), IsEmpty());
}

TEST_F(Ideas, CountedByMistakeCountNoMoreAndMayBeCountedAnew) {
  const auto thread = square.thread(ana, square.talk).thread;
  const auto take = [&] {
    return square.write([&](store::Transaction& t) {
      return take_idea_back(t, {square.timeline, boss.member, square.tick(), {}}, thread);
    });
  };
  const auto counted = [&] {
    return square.read([](store::Reader& r) { return gains_of(r, {.from = 0, .to = 1'000'000}, {}, 10); }).size();
  };
  EXPECT_FALSE(take());
  count(thread);
  EXPECT_TRUE(take());
  EXPECT_EQ(square.last_verbs(1)[0], Verb::gain_recorded) << "an act of its own";
  EXPECT_EQ(counted(), 0u);
  EXPECT_FALSE(take());
  EXPECT_THAT(square.read([](store::Reader& r) { return check_returns(r); }), IsEmpty());
  EXPECT_EQ(count(thread), IdeaCounted::now);
  EXPECT_EQ(counted(), 1u);
  EXPECT_THAT(square.read([](store::Reader& r) { return check_returns(r); }), IsEmpty());
}

TEST_F(Ideas, StandAmongTheGainsOfTheirKindAndTimeAlone) {
  count(square.thread(ana, square.talk).thread);
  const auto some = [&](GainSpan span) {
    return square.read([&](store::Reader& r) { return gains_of(r, span, {}, 10); }).size();
  };
  EXPECT_EQ(some({.from = 0, .to = 1'000'000, .kind = GainKind::idea}), 1u);
  EXPECT_EQ(some({.from = 0, .to = 1'000'000, .kind = GainKind::support}), 0u);
  EXPECT_EQ(some({.from = 0, .to = 1}), 0u);
}

}  // namespace
}  // namespace parvis::community
