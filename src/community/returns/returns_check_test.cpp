#include "community/returns/returns_check.h"

#include <gmock/gmock.h>

#include "community/returns/cost.h"
#include "community/returns/idea.h"
#include "community/returns/testing/returns.h"

namespace parvis::community {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::kJanuary;
using ::testing::SizeIs;

struct Figures : testing::Returns {};

TEST_F(Figures, AreFoundWrongWhereSomethingCountsTwice) {
  trace_as_done();
  ThreadId thread;
  const auto answer = answered(helper, &thread);
  accept(answer.id);
  write([&](store::Transaction& t) {
    trace_gain(t,
               {.kind = GainKind::support,
                .at = square.tick(),
                .member = helper.member,
                .thread = thread,
                .subject = answer.id.value,
                .act = {},
                .acts = {},
                .words = {}},
               {});
  });
  EXPECT_THAT(wrong(), SizeIs(2)) << "the question, and the answer";
  write([](store::Transaction& t) { t.run({"update gain set quantity = 3 where act is not null"}); });
  EXPECT_THAT(wrong(), SizeIs(3));
}

// Each source row against its entry of the ledger, and each entry against its row.
TEST_F(Figures, AreFoundWrongWhereARowAndTheLedgerDiffer) {
  trace_as_done();
  confirm(helper, "ben@example.org");
  accept(answered(helper).id);
  order("1", 3000, "ben@example.org");
  const auto proposed = square.thread(asker, square.talk).thread;
  write([&](store::Transaction& t) {
    record_cost(t, act(), {CostKind::people, "A day a week", 80'000, kJanuary - 2, kOpenMonth});
    record_cost(t, act(), {CostKind::events, "A ride", 30'000, kJanuary + 1, kJanuary + 1});
    count_idea(t, act(), proposed, "We made it.");
  });
  EXPECT_THAT(wrong(), IsEmpty());
  struct Undone {};
  const auto broken = [&](const std::vector<store::Sql>& statements) {
    std::vector<std::string> said;
    try {
      write([&](store::Transaction& t) {
        for (const auto& one : statements) t.run(one);
        said = check_returns(t);
        throw Undone{};
      });
    } catch (const Undone&) {
    }
    return said;
  };
  EXPECT_THAT(broken({store::Sql{"update cost set cents = cents * 10"}}),
              Contains("4 months of a cost are not in the ledger, or not with their amount"));
  EXPECT_THAT(broken({store::Sql{"update cost set kind = 3 where kind = 4"}}),
              Contains(HasSubstr("1 months of a cost are not in")));
  EXPECT_THAT(broken({store::Sql{"delete from cost where kind = 4"}}),
              Contains("1 transfers of the ledger count months of a cost that is not so"));
  EXPECT_THAT(broken({store::Sql{"update cost set first_month = first_month + 1 where kind = 1"}}),
              Contains("1 transfers of the ledger count months of a cost that is not so"));
  constexpr store::Sql kActs{"delete from gain_act where gain in (select id from gain where kind in ("};
  constexpr store::Sql kGone{"delete from gain where kind in ("}, kEnd{")"}, kEnds{"))"};
  constexpr store::Sql kMore{"update gain set quantity = quantity + 1 where kind in ("};
  for (const auto gain : {GainKind::support, GainKind::order, GainKind::idea}) {
    const auto kind = store::Sql::numbers({static_cast<std::int64_t>(gain)});
    EXPECT_THAT(broken({kActs + kind + kEnds, kGone + kind + kEnd}),
                Contains("1 transfers of the ledger count gains that are not there"))
        << gain_kind_name(gain);
    EXPECT_THAT(broken({kMore + kind + kEnd}), Contains("1 gains are not in the ledger, or not with their quantity"))
        << gain_kind_name(gain);
  }
  EXPECT_THAT(broken({store::Sql{"update shop_order set cents = cents * 10"}}),
              Contains(HasSubstr("orders that count are not among")));
  EXPECT_THAT(broken({store::Sql{"delete from shop_order"}}),
              Contains(HasSubstr("orders that count for nothing are among")));
  EXPECT_THAT(wrong(), IsEmpty());
}

TEST_F(Figures, AProspectBesideTheirOrderIsFoundWithinThePauseTheRulesGive) {
  confirm(helper, "ben@example.org");
  answered(helper);
  const auto at = square.last_instant();
  order("1", 5000, "ben@example.org", "", 40 * kDay);
  const auto found = write([&](store::Transaction& t) {
    return trace_gain(t,
                      {.kind = GainKind::prospect,
                       .at = at,
                       .member = helper.member,
                       .thread = {},
                       .act = {},
                       .acts = {},
                       .words = {}},
                      {});
  });
  ASSERT_TRUE(found);
  const auto pause = [&](std::int64_t days) {
    write([&](store::Transaction& t) {
      ReturnRules rules;
      rules.pause_days = days;
      save_return_rules(t, rules);
    });
  };
  pause(60);
  EXPECT_THAT(wrong(), SizeIs(1));
  pause(30);
  EXPECT_THAT(wrong(), IsEmpty()) << "it was long over when they bought";
}

}  // namespace
}  // namespace parvis::community
