// Did it work? Who came back after a word, a draw, or what a plan did for them.
#include "community/today/outcome.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "community/letters/testing/letter_world.h"
#include "community/plans/plan_way.h"
#include "community/today/plan_outcome.h"

namespace parvis::community {
namespace {

using community::testing::LetterWorld;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

struct Outcomes : ::testing::Test {
  LetterWorld world;
  community::testing::TestCommunity& square = world.square;
  Viewer max = world.member("Max", Role::manager), ana = world.member("Ana"), ben = world.member("Ben"),
         cleo = world.member("Cleo"), dora = world.member("Dora");

  SpaceAct at(Instant instant) { return {square.timeline, max.member, instant}; }
  TaskAct deciding(Instant instant) { return {.timeline = square.timeline, .actor = max.member, .at = instant}; }
  void acts(store::Transaction& t, const Viewer& who, Instant instant) {
    square.timeline.record(t, {.at = instant, .actor = who.member, .verb = Verb::replied});
  }
  void word(store::Transaction& t, const Viewer& to, Instant instant) {
    t.run("insert into personal_word (id, member, author, body, written_at) values ($1, $2, $3, 'A word', $4)",
          next_id(), to.member, max.member, instant);
  }

  Plan make_two_steps() {
    return square.write([&](store::Transaction& t) {
      const auto made = make_plan(t, at(now()), {.name = "First month", .description = {}, .ends_when = {}});
      add_step(t, at(now()), made, {.way = StepWay::letter, .condition = {}, .note = "Write", .words = "Hello"});
      add_step(t, at(now()), *find_plan(t, made.id), {.condition = {}, .note = "Call", .words = {}});
      return *find_plan(t, made.id);
    });
  }
  PlanWay begins(store::Transaction& t, const Plan& plan, const Viewer& who) {
    begin_plan(t, at(now() - 40 * kDay), plan, who.member);
    return *way_of(t, plan.id, who.member);
  }
  void gets_letter(store::Transaction& t, const Plan& plan, const Viewer& who, Instant instant) {
    pass_step(t, at(instant), plan, begins(t, plan, who), plan.steps[0], {.come = StepTaken::Come::letter});
  }
  // The card of the second step, decided on by what is given.
  template <class Decide>
  void gets_card(store::Transaction& t, const PlanWay& way, const Plan& plan, Decide decide) {
    const auto occasion = id_text(way.id) + "." + id_text(plan.steps[1].id);
    decide(write_plan_task(t, deciding(way.begun_at), occasion, "Call", way.member));
  }
  std::vector<PlanOutcome> of_plans() {
    return square.read([](store::Reader& reader) { return plan_outcomes(reader, now()); });
  }
};

TEST_F(Outcomes, LeaveOutOfThoseLeftAloneWhoWasWrittenToAllTheSame) {
  const auto drawn = now() - 20 * kDay;
  square.write([&](store::Transaction& t) {
    for (const auto& who : {ana, ben, cleo, dora}) {
      t.run(
          "insert into task (id, kind, occasion, member, made_at, state, decided_at) values ($1, 4, $2, $3, $4, 5, $4)",
          next_id(), id_text(who.member), who.member, drawn);
    }
    acts(t, ana, drawn + 3 * kDay);
    word(t, ana, drawn + 4 * kDay);
    word(t, ben, drawn + 4 * kDay);
    word(t, cleo, drawn + 15 * kDay);
    const auto call = write_plan_task(t, deciding(drawn), "0.0", "Call", dora.member);
    finish_task(t, deciding(drawn + 3 * kDay), call);
  });
  const auto alone =
      square.read([](store::Reader& reader) { return followed(reader, TaskKind::slipping, Side::alone, now()); });
  std::vector<MemberId> members;
  for (const auto& one : alone) members.push_back(one.member);
  EXPECT_THAT(members, UnorderedElementsAre(ana.member, cleo.member))
      << "Ana was back before the word, Cleo’s fourteen days were over; Ben and Dora were not left alone";
}

TEST_F(Outcomes, CountWhoIsLeftAloneAlikeWhateverReachesThemMeanwhile) {
  const auto drawn = now() - 5 * kDay;
  square.write([&](store::Transaction& t) {
    t.run(
        "insert into task (id, kind, occasion, member, made_at, state, decided_at) values ($1, 4, 'a', $2, $3, 5, $3)",
        next_id(), ana.member, drawn);
    word(t, ana, drawn + kDay);
  });
  const auto alone =
      square.read([](store::Reader& reader) { return followed(reader, TaskKind::slipping, Side::alone, now()); });
  EXPECT_EQ(counted(alone, now()).under_way, 1) << "a number that falls with a word would name her";
}

TEST_F(Outcomes, CountWhomAPlanReachedByALetterOrADoneStep) {
  const auto plan = make_two_steps();
  EXPECT_THAT(of_plans(), IsEmpty());
  square.write([&](store::Transaction& t) {
    gets_letter(t, plan, ana, now() - 20 * kDay);
    const auto done = [&](TaskId card) { finish_task(t, deciding(now() - 20 * kDay), card); };
    const auto aside = [&](TaskId card) { set_aside(t, deciding(now() - 20 * kDay), card); };
    gets_card(t, begins(t, plan, ben), plan, done);
    gets_card(t, begins(t, plan, cleo), plan, aside);
    acts(t, ana, now() - 17 * kDay);
    acts(t, cleo, now() - 17 * kDay);
  });
  ASSERT_EQ(of_plans().size(), 1);
  EXPECT_EQ(of_plans()[0].name, "First month");
  EXPECT_EQ(of_plans()[0].reached.people, 2) << "not Cleo, whose step was set aside";
  EXPECT_EQ(of_plans()[0].reached.back, 1);
}

TEST_F(Outcomes, CountEachMemberOfAPlanOnceAndNotBeforeTheLastFourteenDaysAreOver) {
  const auto plan = make_two_steps();
  const auto reach_again = [&](Instant instant) {
    square.write([&](store::Transaction& t) {
      gets_letter(t, plan, ana, now() - 30 * kDay);
      acts(t, ana, now() - 27 * kDay);
      gets_card(t, *way_of(t, plan.id, ana.member), plan,
                [&](TaskId card) { finish_task(t, deciding(instant), card); });
    });
  };
  reach_again(now() - 13 * kDay);
  EXPECT_EQ(of_plans().at(0).reached.people, 0);
  EXPECT_EQ(of_plans().at(0).reached.under_way, 1);
  square.write([&](store::Transaction& t) { t.run("update task set decided_at = $1", now() - 15 * kDay); });
  EXPECT_EQ(of_plans().at(0).reached.people, 1);
  EXPECT_EQ(of_plans().at(0).reached.back, 1) << "after the first of the two";
  EXPECT_EQ(of_plans().at(0).reached.under_way, 0);
}

}  // namespace
}  // namespace parvis::community
