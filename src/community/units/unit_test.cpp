#include "community/units/unit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "community/testing/test_community.h"
#include "community/units/time_served.h"
#include "core/errors.h"

namespace parvis::community {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::TestCommunity;
using ::testing::UnorderedElementsAre;

struct UnitsOfASquare : ::testing::Test {
  TestCommunity square;
  Viewer mia = square.manager("Mia"), ana = square.member("Ana"), ben = square.member("Ben"),
         cleo = square.member("Cleo");
  UnitKindId ship, school;

  UnitsOfASquare() {
    square.write([&](store::Transaction& t) {
      LocalText name;
      name.set(text::Language::en, "Ship");
      ship = make_unit_kind(t, act(mia), name);
      name.set(text::Language::en, "School");
      school = make_unit_kind(t, act(mia), name);
    });
  }
  SpaceAct act(const Viewer& who) { return {square.timeline, who.member, square.tick()}; }
  UnitId unit(const std::string& name, const std::string& place = "", UnitKindId kind = {}) {
    return square.write([&](store::Transaction& t) {
      return make_unit(t, act(mia), {.kind = kind ? kind : ship, .name = name, .other_names = "", .place = place});
    });
  }
  std::vector<std::string> found(const UnitQuery& query) {
    std::vector<std::string> names;
    const auto list = square.read([&](store::Reader& r) { return list_units(r, query); });
    for (const auto& each : list.units) names.push_back(each.name);
    return names;
  }
  ServiceId state(const Viewer& who, UnitId where, const Period& period, ShownTo shown = ShownTo::members) {
    return square.write([&](store::Transaction& t) {
      return state_service(t, act(who), where, {.period = period, .as_what = "", .shown_to = shown});
    });
  }
  std::vector<std::string> there(const Viewer& viewer, UnitId where, const Period& period) {
    std::vector<std::string> names;
    const auto comrades = square.read([&](store::Reader& r) { return there_during(r, viewer, where, period, 50); });
    for (const auto& each : comrades.rows) names.push_back(each.display_name);
    return names;
  }
};

TEST_F(UnitsOfASquare, AreFoundByTheirWordsInAnyOrderAndWithoutAccents) {
  unit("Le Redoutable", "Cherbourg");
  unit("École des fourriers", "Querqueville", school);
  unit("Le Tonnant", "Brest");
  EXPECT_THAT(found({.words = "redoutable"}), ElementsAre("Le Redoutable"));
  EXPECT_THAT(found({.words = "ecole"}), ElementsAre("École des fourriers"));
  EXPECT_THAT(found({.words = "fourriers ÉCOLE"}), ElementsAre("École des fourriers"));
  EXPECT_THAT(found({.words = "ton"}), ElementsAre("Le Tonnant"));
  EXPECT_THAT(found({.words = "brest"}), ElementsAre("Le Tonnant"));
  EXPECT_THAT(found({.words = "tonnant cherbourg"}), IsEmpty()) << "every word is asked for";
}

TEST_F(UnitsOfASquare, AreFoundInSpiteOfATypingError) {
  unit("Le Redoutable");
  for (const auto* typed : {"redoutabel", "redotable", "redoutabble", "rredoutable", "redoutaple"}) {
    EXPECT_THAT(found({.words = typed}), ElementsAre("Le Redoutable")) << typed;
  }
  EXPECT_THAT(found({.words = "reboutaple"}), IsEmpty());
}

// A letter begins a good part of all words: only so many are looked at, whatever the directory holds.
TEST_F(UnitsOfASquare, AreFoundByAShortWordTheWholeOnesFirst) {
  unit("Abeille 2", "Brest");
  unit("A", "Toulon");
  unit("Tonnant 1", "Brest");
  EXPECT_THAT(found({.words = "a"}), ElementsAre("A", "Abeille 2"));
  EXPECT_THAT(found({.words = "1 tonnant"}), ElementsAre("Tonnant 1"));
  EXPECT_THAT(found({.words = "tonnant 2"}), IsEmpty());
  EXPECT_THAT(found({.words = "a b"}), UnorderedElementsAre("Abeille 2"));
}

TEST_F(UnitsOfASquare, AreNarrowedByKindAndPlace) {
  unit("Jean Bart", "Toulon");
  unit("Jean Bart", "Brest", school);
  EXPECT_EQ(found({.words = "jean bart"}).size(), 2u);
  EXPECT_EQ(found({.words = "jean bart", .kind = school}).size(), 1u);
  EXPECT_EQ(found({.place = "toul"}).size(), 1u);
  EXPECT_EQ(found({.words = "jean", .place = "brest"}).size(), 1u);
  EXPECT_EQ(found({.kind = ship}).size(), 1u);
  EXPECT_EQ(found({.place = "%"}).size(), 2u) << "a sign says nothing";
}

TEST_F(UnitsOfASquare, ArePagedByName) {
  for (const auto* name : {"Charlie", "Alpha", "Bravo"}) unit(name);
  const auto first = square.read([&](store::Reader& r) { return list_units(r, {.words = "", .limit = 2}); });
  ASSERT_EQ(first.units.size(), 2u);
  EXPECT_TRUE(first.has_more);
  UnitQuery next{.words = ""};
  next.after_key = unit_key(first.units.back().name);
  next.after = first.units.back().id;
  EXPECT_THAT(found(next), ElementsAre("Charlie"));
}

TEST_F(UnitsOfASquare, StandOnceAndLeaveTheDirectoryWhole) {
  const auto tonnant = unit("Le Tonnant", "Brest");
  EXPECT_THROW(unit("LE  TONNANT", "brest"), Conflict);
  EXPECT_NO_THROW(unit("Le Tonnant", "Toulon"));
  EXPECT_THROW(square.write([&](store::Transaction& t) { remove_unit_kind(t, act(mia), ship); }), Conflict);
  square.write([&](store::Transaction& t) { remove_unit(t, act(mia), tonnant); });
  EXPECT_EQ(found({.words = "tonnant"}).size(), 1u);
  EXPECT_FALSE(square.read([&](store::Reader& r) { return find_unit(r, tonnant); }));
}

TEST_F(UnitsOfASquare, TellWhoWasThereAtTheSameTime) {
  const auto tonnant = unit("Le Tonnant");
  const Period mine{{1998, 9}, Month{2001, {}}};
  state(ana, tonnant, mine);
  state(ben, tonnant, {{2001}, {}});
  state(cleo, tonnant, {{1990}, Month{1998, 8}});
  EXPECT_THAT(there(ana, tonnant, mine), ElementsAre("Ben"));
  EXPECT_THAT(there(cleo, tonnant, {{1990}, Month{1998, 8}}), IsEmpty());
  EXPECT_THAT(there(cleo, tonnant, {{1990}, Month{1998, {}}}), ElementsAre("Ana"))
      << "a year without month lasts to its end";
}

TEST_F(UnitsOfASquare, ShowEachStatementToWhomItsMemberChose) {
  const auto tonnant = unit("Le Tonnant");
  const Period period{{1998}, Month{2001, {}}};
  const auto dan = square.member("Dan"), eve = square.member("Eve");
  state(ana, tonnant, period, ShownTo::nobody);
  state(ben, tonnant, period, ShownTo::comrades);
  state(cleo, tonnant, period, ShownTo::members);
  state(dan, tonnant, period, ShownTo::everyone);
  EXPECT_THAT(there({}, tonnant, period), ElementsAre("Dan"));
  EXPECT_THAT(there(eve, tonnant, period), UnorderedElementsAre("Cleo", "Dan"));
  EXPECT_THAT(there(mia, tonnant, period), UnorderedElementsAre("Cleo", "Dan")) << "managers see no more than members";
  EXPECT_THAT(there(ana, tonnant, period), UnorderedElementsAre("Ben", "Cleo", "Dan"));
  const auto shown = [&](const Viewer& viewer, const Viewer& whose) {
    return square.read([&](store::Reader& r) { return services_shown(r, viewer, whose.member).size(); });
  };
  EXPECT_EQ(shown(ana, ana), 1u);
  EXPECT_EQ(shown(eve, ana), 0u);
  EXPECT_EQ(shown(eve, ben), 0u);
  EXPECT_EQ(shown(ana, ben), 1u);
  EXPECT_EQ(shown({}, cleo), 0u);
  EXPECT_EQ(shown({}, dan), 1u);
}

TEST_F(UnitsOfASquare, LetNobodyChangeWhatAnotherStated) {
  const auto service = state(ana, unit("Le Tonnant"), {{1998}, {}});
  const auto change = [&](const Viewer& who) {
    square.write([&](store::Transaction& t) {
      change_service(t, act(who), service, {.period = {{1999}, {}}, .as_what = ""});
    });
  };
  EXPECT_THROW(change(ben), NotFound);
  EXPECT_THROW(square.write([&](store::Transaction& t) { withdraw_service(t, act(mia), service); }), NotFound);
  EXPECT_NO_THROW(change(ana));
  EXPECT_TRUE(square.write([&](store::Transaction& t) { return withdraw_service(t, act(ana), service); }));
}

RC_GTEST_PROP(Period, OverlapsAsItsMonthsDo, ()) {
  const auto month = rc::gen::map(rc::gen::pair(rc::gen::inRange(1900, 1905), rc::gen::inRange(0, 13)), [](auto pair) {
    Month made{pair.first, {}};
    if (pair.second > 0) made.month = pair.second;
    return made;
  });
  const Period period{*month, *month};
  RC_PRE(is_possible(period));
  RC_ASSERT(last_month(period) - first_month(period) >= 0);
  RC_ASSERT(first_month(period) / 12 == period.from.year);
  RC_ASSERT(last_month(period) / 12 == period.to->year);
}

}  // namespace
}  // namespace parvis::community
