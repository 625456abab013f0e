#include "community/returns/testing/returns.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "community/ledger/ledger.h"
#include "community/returns/cost.h"
#include "community/returns/cost_file.h"
#include "community/returns/order_file.h"
#include "community/returns/page_views.h"
#include "community/returns/result.h"
#include "community/returns/returns_check.h"
#include "community/returns/tracing.h"
#include "community/segments/acts_by_day.h"

namespace parvis::community {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::kJanuary;
using testing::Returns;
using ::testing::SizeIs;

TEST_F(Returns, AQuestionSolvedByAMemberIsACallAvoided) {
  trace_as_done();
  accept(answered(helper).id);
  accept(answered(expert).id);
  accept(answered(asker).id);
  EXPECT_EQ(count(GainKind::support), 1) << "not what the brand's own people solve, nor what one solves oneself";
  EXPECT_FALSE(result().total.gains[GainKind::support].worth) << "worth nothing anybody stated";
  state(AssumptionKey::call_chance, {2000, 3500, 5000});
  EXPECT_FALSE(result().total.gains[GainKind::support].worth);
  state(AssumptionKey::call_cost, {400, 800, 1200});
  EXPECT_EQ(result().total.gains[GainKind::support].worth, (Range{80, 280, 600}));
  EXPECT_THAT(wrong(), IsEmpty());
}

TEST_F(Returns, AnOrderCountsWhenItsMemberHadTakenPart) {
  confirm(helper, "ben@example.org");
  EXPECT_EQ(order("1", 5000, "ben@example.org").standing, OrderStanding::no_way);
  answered(helper);
  EXPECT_EQ(order("2", 7000, "Ben@Example.org", "C-17").standing, OrderStanding::counted);
  EXPECT_EQ(order("3", 3000, "", "C-17").standing, OrderStanding::counted) << "the number was learnt";
  EXPECT_EQ(order("4", 9000, "nobody@example.org", "C-18").standing, OrderStanding::nobody);
  EXPECT_EQ(order("5", 9000, "", "C-17", 91 * kDay).standing, OrderStanding::no_way) << "too long after";
  EXPECT_EQ(order("2", 1, "ben@example.org").taken, Taken::known) << "each once";
  EXPECT_EQ(count(GainKind::order), 10'000);
  state(AssumptionKey::order_share, {1000, 3000, 10'000});
  state(AssumptionKey::margin, {4000, 4000, 4000});
  EXPECT_EQ(result().total.gain, (Range{400, 1200, 4000}));
  const auto found = square.read([&](store::Reader& r) { return *find_order(r, "2"); });
  const auto way = square.read([&](store::Reader& r) { return way_to(r, found, {}, 10); });
  ASSERT_THAT(way, SizeIs(1));
  EXPECT_EQ(way[0].verb, Verb::replied);
  EXPECT_THAT(wrong(), IsEmpty());
}

TEST_F(Returns, ToDeleteOrToModerateIsNotToTakePart) {
  confirm(helper, "ben@example.org");
  for (const auto verb : {Verb::post_deleted, Verb::thread_closed, Verb::reaction_withdrawn, Verb::vote_withdrawn}) {
    write([&](store::Transaction& t) {
      square.timeline.record(t, {.at = square.tick(), .actor = helper.member, .verb = verb, .space = square.talk});
    });
  }
  const auto told = order("1", 5000, "ben@example.org");
  EXPECT_EQ(told.standing, OrderStanding::no_way);
  const auto found = square.read([&](store::Reader& r) { return *find_order(r, told.id); });
  EXPECT_THAT(square.read([&](store::Reader& r) { return way_to(r, found, {}, 10); }), IsEmpty());
}

TEST_F(Returns, WhoIsTiedToNoMemberLeavesNoAddressBehind) {
  order("4", 9000, "nobody@example.org", "C-18");
  const auto numbers = square.read(
      [](store::Reader& r) { return r.one<std::int64_t>({"select count(*) from customer_number"}).value_or(-1); });
  EXPECT_EQ(numbers, 0);
}

TEST_F(Returns, AnOrderTakenBackCountsNoMore) {
  confirm(helper, "ben@example.org");
  answered(helper);
  const auto bought = [&] {
    constexpr store::Sql kBought{"select acts, amount from act_day where verb = 243 and member = $1"};
    struct Row {
      std::int64_t acts, amount;
    };
    fold_acts(*square.store);
    return square.read([&](store::Reader& r) { return r.all<Row>(kBought, helper.member); });
  };
  const auto kept = order("1", 3000, "ben@example.org"), taken = order("2", 7000, "ben@example.org");
  ASSERT_THAT(bought(), SizeIs(1));
  EXPECT_EQ(bought()[0].amount, 10'000);
  EXPECT_TRUE(write([&](store::Transaction& t) { return take_order_back(t, act(), taken.id); }));
  EXPECT_FALSE(write([&](store::Transaction& t) { return take_order_back(t, act(), taken.id); }));
  EXPECT_EQ(count(GainKind::order), 3000);
  ASSERT_THAT(bought(), SizeIs(1)) << "nor for who they are";
  EXPECT_EQ(bought()[0].acts, 1);
  EXPECT_EQ(bought()[0].amount, 3000);
  write([&](store::Transaction& t) { take_order_back(t, act(), kept.id); });
  EXPECT_THAT(bought(), IsEmpty());
  const auto others = square.read([](store::Reader& r) {
    return r.one<std::int64_t>({"select count(*) from act_day where verb = 243"}).value_or(-1);
  });
  EXPECT_EQ(others, 0) << "nor does it count for who took it back";
  EXPECT_THAT(wrong(), IsEmpty());
}

TEST_F(Returns, AProspectWhoBuysIsCountedByTheOrderAlone) {
  write([&](store::Transaction& t) {
    ReturnRules rules;
    rules.spaces = {square.talk};
    save_return_rules(t, rules);
  });
  trace_as_done();
  confirm(asker, "ana@example.org");
  const auto advice = square.thread(asker, square.talk);
  square.reply(asker, advice.thread);
  square.reply(expert, advice.thread);
  square.reply(expert, advice.thread);
  trace();
  EXPECT_EQ(count(GainKind::prospect), 1) << "Ana, and not the brand's expert";
  EXPECT_EQ(square.last_verbs(1)[0], Verb::prospect_found);
  order("9", 12'000, "ana@example.org");
  EXPECT_EQ(count(GainKind::prospect), 0);
  EXPECT_EQ(count(GainKind::order), 12'000);
  square.reply(asker, advice.thread);
  trace();
  EXPECT_EQ(count(GainKind::prospect), 0) << "not again within the pause";
  EXPECT_THAT(wrong(), IsEmpty());
}

TEST_F(Returns, ACostCountsInEachOfItsMonths) {
  const CostWords once{CostKind::events, "A ride", 30'000, kJanuary, kJanuary};
  const CostWords often{CostKind::people, "A day a week", 80'000, kJanuary - 2, kOpenMonth};
  const auto id = write([&](store::Transaction& t) {
    record_cost(t, act(), once);
    return record_cost(t, act(), often);
  });
  EXPECT_EQ(result().months[0].cost, 110'000);
  EXPECT_EQ(result().months[1].cost, 0) << "February has not come";
  write([&](store::Transaction& t) { post_due_costs(t, square.last_instant() + 40 * kDay, {}); });
  write([&](store::Transaction& t) { post_due_costs(t, square.last_instant() + 40 * kDay, {}); });
  EXPECT_EQ(result().months[1].cost, 80'000) << "once";
  auto dearer = often;
  dearer.cents = 90'000;
  dearer.last_month = kJanuary;
  write([&](store::Transaction& t) {
    auto later = act();
    later.at = later.at + 40 * kDay;
    change_cost(t, later, id, dearer);
  });
  EXPECT_EQ(result().months[0].cost, 120'000);
  EXPECT_EQ(result().months[1].cost, 0);
  write([&](store::Transaction& t) { remove_cost(t, act(), id); });
  EXPECT_EQ(result().total.cost, 30'000);
  EXPECT_THAT(wrong(), IsEmpty());
}

TEST_F(Returns, EveryMonthOfACostIsPostedHoweverLongTheProgramStood) {
  const CostWords often{CostKind::people, "A day a week", 80'000, kJanuary, kOpenMonth};
  write([&](store::Transaction& t) { record_cost(t, act(), often); });
  for (int times = 0; times < 2; ++times) {
    write([&](store::Transaction& t) { post_due_costs(t, square.last_instant() + 175 * kDay, {}); });
  }
  for (const auto& month : result().months) EXPECT_EQ(month.cost, 80'000) << month.month;
  EXPECT_THAT(wrong(), IsEmpty());
}

TEST_F(Returns, CostsComeFromAFileInEitherLanguage) {
  const auto file = read_cost_file(
      "Mois;Nature;Objet;Montant\n2026-01;Événements;Sortie;1 250,50\n2026-13;people;x;1\n2026-01;zoo;x;1\n");
  EXPECT_THAT(file.refused, SizeIs(2));
  const auto tried = square.read([&](store::Reader& r) { return try_costs(r, file); });
  EXPECT_EQ(tried.recorded, 1);
  EXPECT_THAT(square.read(costs), IsEmpty()) << "a try writes nothing";
  const auto bring = [&] { return write([&](store::Transaction& t) { return bring_costs_in(t, act(), file); }); };
  EXPECT_EQ(bring().recorded, 1);
  EXPECT_EQ(result().total.costs[CostKind::events], 125'050);
  EXPECT_EQ(bring().known, 1) << "the same file again changes nothing";
  EXPECT_TRUE(read_cost_file("a,b\n").unreadable);
}

TEST_F(Returns, ARefusedLineOfCostsSaysAllThatIsWrongWithEachOfItsColumns) {
  const auto file = read_cost_file("month,kind,what,amount,until\nMay,zoo,,0,soon\n2026-03,people,A day,10,2026-01\n");
  std::string words;
  for (const auto& line : file.refused) {
    for (const auto& fault : line.faults) words += fault_words(text::Language::en, fault) + "\n";
  }
  EXPECT_EQ(words,
            "Month, “May”: Write the month like 2026-11.\n"
            "Kind, “zoo”: There is no kind called “zoo”.\n"
            "Until the month, “soon”: Write the month like 2026-11.\n"
            "What it is, empty: Write something here.\n"
            "Amount, “0”: Write an amount, like 129.90.\n"
            "Until the month, “2026-01”: It ends before it begins.\n");
  EXPECT_THAT(file.refused.at(0).values, ElementsAre("May", "zoo", "", "0", "soon"));
}

TEST_F(Returns, CostsGoOutAsAFileThatReadsBack) {
  const std::vector<CostWords> words{{CostKind::people, "A day, a week", 80'000, kJanuary, kOpenMonth},
                                     {CostKind::events, "Ride", 125'050, kJanuary, kJanuary},
                                     {CostKind::gifts, "Bells", 99, kJanuary, kJanuary + 3}};
  for (const auto& one : words) write([&](store::Transaction& t) { record_cost(t, act(), one); });
  const auto file = read_cost_file(cost_table(square.read(costs)));
  EXPECT_THAT(file.refused, IsEmpty());
  const auto tried = square.read([&](store::Reader& r) { return try_costs(r, file); });
  EXPECT_EQ(tried.known, 3) << "each is what it was";
}

TEST_F(Returns, PagesOfADayThatIsOverAreCountedOnce) {
  const auto today = day_of(square.last_instant(), {});
  write([&](store::Transaction& t) {
    add_page_views(t, today - 1, {"kept", 900});
    add_page_views(t, today - 1, {"made", 100});
    add_page_views(t, today, {"made", 50});
    trace_page_views(t, square.last_instant(), {});
    trace_page_views(t, square.last_instant(), {});
  });
  const auto before = square.read([](store::Reader& r) { return return_result(r, kJanuary - 1, kJanuary); });
  EXPECT_EQ(before.total.gains.at(GainKind::pages).quantity, 1000);
  EXPECT_EQ(worth(GainKind::pages, 1000,
                  {{AssumptionKey::page_readers, {5000, 6000, 7000}}, {AssumptionKey::page_value, {300, 500, 800}}}),
            (Range{150, 300, 560}));
}

TEST_F(Returns, AFileOfOrdersIsTriedOutWithoutATrace) {
  confirm(helper, "ben@example.org");
  answered(helper);
  const std::string csv =
      "Commande;Date;Montant;Courriel\nA1;01/01/2026;129,90;ben@example.org\nA2;2026-01-01;\"1.200,00\";x@example.org\n"
      "A1;2026-01-01;5;ben@example.org\nA3;hier;5;ben@example.org\n";
  const auto plan = guess_order_plan(text::first_rows(csv, 2));
  EXPECT_FALSE(missing_in(plan));
  const auto file = read_order_file(csv, plan, {{}, square.last_instant()});
  EXPECT_THAT(file.orders, SizeIs(2));
  EXPECT_THAT(file.refused, SizeIs(2)) << "the order of an earlier line, and a day that is none";
  const auto tried = try_orders(*square.store, act(), file);
  EXPECT_EQ(tried.counted + tried.kept, 2);
  EXPECT_FALSE(square.read([](store::Reader& r) { return find_order(r, "A1"); }));
  const auto id = write([&](store::Transaction& t) { return keep_order_file(t, boss.member, "a.csv", csv, {1}); });
  const auto taken = bring_orders_in(*square.store, act(), id, file);
  EXPECT_EQ(taken.counted, tried.counted);
  EXPECT_EQ(bring_orders_in(*square.store, act(), id, file).known, 2);
  EXPECT_EQ(square.read([&](store::Reader& r) { return order_content(r, id); }), "") << "the addresses are gone";
  EXPECT_THAT(wrong(), IsEmpty());
}

TEST_F(Returns, EachAssumptionKeepsWhatWasSaidBefore) {
  state(AssumptionKey::call_cost, {400, 800, 1200});
  state(AssumptionKey::call_cost, {500, 900, 1300});
  const auto history = square.read([](store::Reader& r) { return history_of(r, AssumptionKey::call_cost); });
  ASSERT_THAT(history, SizeIs(2));
  EXPECT_EQ(history[0].value.base, 900);
  EXPECT_EQ(history[1].author, boss.member);
  EXPECT_EQ(square.read(values_in_force).at(AssumptionKey::call_cost).base, 900);
  EXPECT_EQ(square.last_verbs(1)[0], Verb::assumption_changed);
  EXPECT_TRUE(problem_of(AssumptionKey::call_cost, {2, 1, 3}));
  EXPECT_TRUE(problem_of(AssumptionKey::call_chance, {1, 2, 10'001}));
}

// Whatever the figures: what is worth more counts for more, low never passes base, and the months add up to the total.
RC_GTEST_PROP(ReturnsProperty, RangesKeepTheirOrderAndMonthsAddUp, ()) {
  Values values;
  for (const auto key : kAssumptionKeys) {
    std::array<std::int64_t, 3> three{};
    for (auto& one : three) one = *rc::gen::inRange<std::int64_t>(0, 10'001);
    std::ranges::sort(three);
    values[key] = {three[0], three[1], three[2]};
  }
  std::vector<MonthSum> sums;
  for (std::int64_t month = 0; month < 4; ++month) {
    for (const auto kind : kGainKinds) {
      sums.push_back({gain_account(kind), kJanuary + month, *rc::gen::inRange<std::int64_t>(0, 5'000'000)});
    }
    sums.push_back({cost_account(CostKind::people), kJanuary + month, *rc::gen::inRange<std::int64_t>(0, 900'000)});
  }
  const auto result = work_out(sums, kJanuary, kJanuary + 3, values);
  Range gains;
  std::int64_t cost = 0;
  for (const auto& month : result.months) {
    RC_ASSERT(month.gain.low <= month.gain.base && month.gain.base <= month.gain.high);
    gains += month.gain;
    cost += month.cost;
  }
  RC_ASSERT(gains == result.total.gain);
  RC_ASSERT(cost == result.total.cost);
}

}  // namespace
}  // namespace parvis::community
