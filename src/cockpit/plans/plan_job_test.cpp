// Plans as they run: begun by hand and by a segment, step after step, as tasks and as letters, to their end.
#include "cockpit/plans/plan_job.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "community/letters/letter_turn.h"
#include "community/letters/testing/letter_world.h"
#include "community/plans/rehearsal.h"
#include "community/privacy/consent.h"
#include "community/segments/condition_parser.h"
#include "community/segments/segment_keeping.h"
#include "community/today/personal_word.h"
#include "core/errors.h"

namespace parvis::cockpit {
namespace {

using namespace community;
using community::testing::LetterWorld;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct Plans : ::testing::Test {
  LetterWorld world;
  community::testing::TestCommunity& square = world.square;
  Viewer max = world.member("Max", Role::manager), ana = world.member("Ana"), ben = world.member("Ben");
  ConsentPurpose letters;
  std::string slug;

  Plans() {
    square.write([&](store::Transaction& t) {
      LocalText words;
      words.set(text::Language::en, "Personal letters");
      letters = make_purpose(t, {square.timeline, max.member, now()}, words, words);
    });
  }
  SpaceAct act() { return {square.timeline, max.member, now()}; }
  Plan plan() {
    return square.read([&](store::Reader& r) { return *find_plan(r, slug); });
  }
  void make(PlanWords words) {
    words.name = words.name.empty() ? "First month" : words.name;
    slug = square.write([&](store::Transaction& t) { return make_plan(t, act(), words).slug; });
  }
  PlanStepId step(const StepWords& words) {
    return square.write([&](store::Transaction& t) { return add_step(t, act(), plan(), words); });
  }
  void task(const std::string& note, std::int64_t days, const std::string& condition = "") {
    step({.kind = StepKind::chat, .after_days = days, .condition = condition, .note = note, .words = ""});
  }
  void letter(const std::string& note, std::int64_t days) {
    step({.way = StepWay::letter, .after_days = days, .condition = "", .note = note, .words = "Hello {name}"});
  }
  void on() {
    square.write([&](store::Transaction& t) { switch_on(t, act(), *find_plan(t, slug)); });
  }
  bool begin(const Viewer& who) {
    return square.write([&](store::Transaction& t) { return begin_plan(t, act(), *find_plan(t, slug), who.member); });
  }
  void agree(const Viewer& who, Agrees agrees = Agrees::yes) {
    square.write([&](store::Transaction& t) {
      say_consent(t, {.timeline = square.timeline, .member = who.member, .proof = "a test", .at = now()}, letters, 1,
                  agrees);
    });
  }
  Segment segment(const std::string& name, std::string_view condition) {
    auto made = square.write([&](store::Transaction& t) {
      return make_segment(t, act(), {name, "", read_condition(condition).condition});
    });
    keep_segments(*square.store, square.timeline);
    return made;
  }
  Taking taking() {
    return {.store = *square.store,
            .timeline = square.timeline,
            .sender = {"Square", "#000000", "https://square.example"},
            .key = "key"};
  }
  TakenOn run() { return take_plans_on(taking(), now()); }
  void decide() {
    square.write([&](store::Transaction& t) {
      for (const auto id : t.all<TaskId>("select id from task where state = 1 and kind = 13")) {
        finish_task(t, {.timeline = square.timeline, .actor = max.member, .at = now()}, id);
      }
    });
  }
  std::vector<PlanMoment::What> moments(const Viewer& who) {
    std::vector<PlanMoment::What> all;
    square.read([&](store::Reader& r) {
      for (const auto& one : moments_of(r, *find_plan(r, slug), who.member, 0, 100)) all.push_back(one.what);
    });
    std::ranges::reverse(all);
    return all;
  }
  PlanStanding standing(const Viewer& who) {
    return square.read([&](store::Reader& r) { return standing_of(r, who.member).at(0); });
  }
  std::int64_t count(const store::Sql& sql) {
    return square.read([&](store::Reader& r) { return r.one<std::int64_t>(sql).value_or(0); });
  }
};
using What = PlanMoment::What;

TEST_F(Plans, TurnIntoTasksStepByStepEachSomeDaysAfterTheOneBeforeWasDone) {
  make({});
  task("Say hello", 0);
  task("Ask how it goes", 7);
  on();
  EXPECT_TRUE(begin(ana));
  EXPECT_FALSE(begin(ana)) << "they go through it already";
  EXPECT_EQ(run().tasks, 1);
  EXPECT_EQ(run().all(), 0) << "twice never";
  EXPECT_TRUE(standing(ana).waits_for_task);
  world.wait(8 * kDay);
  EXPECT_EQ(run().all(), 0) << "the task before is not done";
  decide();
  EXPECT_EQ(run().all(), 0);
  EXPECT_EQ(standing(ana).place, 2);
  world.wait(7 * kDay);
  EXPECT_EQ(run().tasks, 1);
  decide();
  EXPECT_EQ(run().ended, 1);
  EXPECT_EQ(standing(ana).ending, PlanEnding::done);
  EXPECT_THAT(moments(ana), ElementsAre(What::begun, What::task, What::task, What::done));
  EXPECT_EQ(count("select count(*) from task where kind = 13"), 2);
  EXPECT_EQ(count("select count(*) from activity where verb in (215, 216, 217) and counterpart is not null"), 4);
  EXPECT_EQ(count("select count(*) from activity where verb = 216 and detail = 'done'"), 1);
}

TEST_F(Plans, SendALetterOnlyToWhoAgreedAndAreATaskForOthers) {
  make({.name = {}, .description = {}, .ends_when = {}, .purpose = letters.id});
  letter("Write to them", 0);
  on();
  agree(ana);
  begin(ana);
  begin(ben);
  const auto taken = run();
  EXPECT_EQ(taken.letters, 1);
  EXPECT_EQ(taken.tasks, 1);
  EXPECT_THAT(moments(ana), ElementsAre(What::begun, What::letter, What::done));
  EXPECT_THAT(moments(ben), ElementsAre(What::begun, What::no_consent, What::task));
  const auto words = square.read([&](store::Reader& r) { return personal_words(r, ana.member, {}, 10); });
  ASSERT_EQ(words.size(), 1);
  EXPECT_EQ(words[0].body, "Hello Ana");
  EXPECT_EQ(words[0].author.id, max.member);
  EXPECT_EQ(count("select count(*) from job where kind = 'mail.send'"), 1);
  EXPECT_EQ(count("select count(*) from job where kind = 'mail.send' and payload > '' and about = 'ana@example.org'"),
            1);
}

TEST_F(Plans, HoldALetterBackUntilThereIsRoomAndSaySo) {
  make({.name = {}, .description = {}, .ends_when = {}, .purpose = letters.id});
  letter("First", 0);
  letter("Second", 1);
  on();
  agree(ana);
  square.write([&](store::Transaction& t) { set_letter_cap(t, act(), {1, 14}); });
  begin(ana);
  EXPECT_EQ(run().letters, 1);
  world.wait(kDay);
  EXPECT_EQ(run().held, 1);
  EXPECT_EQ(standing(ana).held, Held::cap);
  world.wait(3 * kDay);
  EXPECT_EQ(run().all(), 0);
  world.wait(10 * kDay);
  EXPECT_EQ(run().letters, 1) << "it waited, and was not lost";
  EXPECT_THAT(moments(ana), ElementsAre(What::begun, What::letter, What::capped, What::letter, What::done));
}

TEST_F(Plans, AskForATaskWhenWhoSignedAHeldLetterMayNoLonger) {
  make({.name = {}, .description = {}, .ends_when = {}, .purpose = letters.id});
  letter("First", 0);
  letter("Second", 1);
  on();
  agree(ana);
  square.write([&](store::Transaction& t) { set_letter_cap(t, act(), {1, 4}); });
  begin(ana);
  run();
  world.wait(kDay);
  EXPECT_EQ(run().held, 1);
  square.write([&](store::Transaction& t) { t.run("update member set role = 3 where id = $1", max.member); });
  world.wait(4 * kDay);
  EXPECT_EQ(run().tasks, 1) << "a manager no more";
}

TEST_F(Plans, AskTheConsentBeforeTheCapAndTheCapBeforeTheHour) {
  make({.name = {}, .description = {}, .ends_when = {}, .purpose = letters.id});
  letter("First", 0);
  letter("Second", 0);
  on();
  agree(ana);
  square.write([&](store::Transaction& t) { set_letter_cap(t, act(), {1, 14}); });
  begin(ana);
  run();
  EXPECT_THAT(moments(ana), ElementsAre(What::begun, What::letter, What::capped));
  agree(ana, Agrees::no);
  world.wait(14 * kDay + 11 * kHour);  // at night, too
  EXPECT_EQ(run().tasks, 1);
  EXPECT_THAT(moments(ana), ElementsAre(What::begun, What::letter, What::capped, What::no_consent, What::task));
}

TEST_F(Plans, WaitForTheEndOfQuietHours) {
  make({.name = {}, .description = {}, .ends_when = {}, .purpose = letters.id});
  letter("First", 0);
  on();
  agree(ana);
  world.wait(11 * kHour);
  begin(ana);
  EXPECT_EQ(run().held, 1);
  EXPECT_EQ(standing(ana).held, Held::quiet);
  world.wait(8 * kHour);
  EXPECT_EQ(run().letters, 1);
}

TEST_F(Plans, BeginOnceForWhoComesIntoTheSegment) {
  const auto writers = segment("Writers", "acts(\"wrote\") within 2 days");
  make({.name = {}, .description = {}, .segment = writers.id, .ends_when = {}});
  task("Thank them", 0);
  square.thread(ben, square.talk);
  world.clock.set(square.last_instant());
  keep_segments(*square.store, square.timeline);
  on();
  EXPECT_EQ(run().begun, 0) << "who was in it before it was switched on";
  square.thread(ana, square.talk);
  world.clock.set(square.last_instant());
  keep_segments(*square.store, square.timeline);
  const auto taken = run();
  EXPECT_EQ(taken.begun, 1);
  EXPECT_EQ(taken.tasks, 1);
  decide();
  run();
  world.wait(5 * kDay);
  keep_segments(*square.store, square.timeline);
  square.thread(ana, square.talk);
  world.clock.set(square.last_instant());
  keep_segments(*square.store, square.timeline);
  EXPECT_EQ(run().begun, 0) << "once";
  EXPECT_TRUE(begin(ana)) << "by hand again";
}

TEST_F(Plans, EndByThemselvesWhenTheirConditionHolds) {
  make({.name = {}, .description = {}, .ends_when = "acts(\"wrote\") within 2 days"});
  task("Ask what happened", 0);
  task("Ask again", 5);
  on();
  begin(ana);
  run();
  EXPECT_EQ(end_met_ways(taking(), now()), 0);
  square.thread(ana, square.talk);
  world.clock.set(square.last_instant());
  keep_segments(*square.store, square.timeline);
  EXPECT_EQ(end_met_ways(taking(), now()), 1);
  EXPECT_EQ(standing(ana).ending, PlanEnding::met);
  EXPECT_EQ(count("select count(*) from task where kind = 13 and state = 4"), 1) << "its open task passes";
  EXPECT_EQ(count("select count(*) from activity where verb = 216 and detail = 'met'"), 1);
}

TEST_F(Plans, PassOverAStepWhoseConditionDoesNotHold) {
  make({});
  task("For leaders", 0, "role leader");
  task("For all", 0);
  on();
  begin(ana);
  const auto taken = run();
  EXPECT_EQ(taken.skipped, 1);
  EXPECT_EQ(taken.tasks, 1);
  EXPECT_THAT(moments(ana), ElementsAre(What::begun, What::skipped, What::task));
}

TEST_F(Plans, TakeNoStepTwiceWhenTheirOrderChanges) {
  make({});
  task("One", 0);
  task("Two", 1);
  on();
  begin(ana);
  run();
  decide();
  square.write([&](store::Transaction& t) {
    const auto current = *find_plan(t, slug);
    move_step(t, act(), current, current.steps[0], Step::down);
  });
  EXPECT_EQ(plan().steps[0].note, "Two");
  world.wait(2 * kDay);
  run();
  decide();
  EXPECT_EQ(run().ended, 1);
  EXPECT_EQ(count("select count(*) from task where kind = 13"), 2);
}

TEST_F(Plans, GoOnToTheNextStepWhenTheirOwnIsRemoved) {
  make({});
  task("One", 3);
  task("Two", 1);
  on();
  begin(ana);
  square.write([&](store::Transaction& t) {
    const auto current = *find_plan(t, slug);
    remove_step(t, act(), current, current.steps[0]);
  });
  world.wait(3 * kDay);
  EXPECT_EQ(run().tasks, 1);
  EXPECT_EQ(standing(ana).steps, 1);
}

TEST_F(Plans, StandStillWhileTheyAreOffAndEndWhenTheyAreRemoved) {
  make({});
  task("One", 0);
  begin(ana);
  EXPECT_EQ(run().all(), 0) << "it was never switched on";
  on();
  EXPECT_EQ(run().tasks, 1);
  square.write([&](store::Transaction& t) { remove_plan(t, act(), *find_plan(t, slug)); });
  EXPECT_EQ(run().ended, 1);
  EXPECT_EQ(standing(ana).ending, PlanEnding::stopped);
}

TEST_F(Plans, RefuseToBeSwitchedOnWithoutStepsOrWithLettersNobodyCanAgreeTo) {
  make({});
  EXPECT_THROW(on(), Conflict);
  letter("Write", 0);
  EXPECT_THROW(on(), Conflict);
  const auto used = segment("Used", "role leader");
  square.write([&](store::Transaction& t) {
    change_plan(t, act(), *find_plan(t, slug),
                {.name = "P", .description = {}, .segment = used.id, .ends_when = {}, .purpose = letters.id});
  });
  on();
  EXPECT_THROW(square.write([&](auto& t) { remove_segment(t, act(), used, text::Language::en); }), Conflict);
}

TEST_F(Plans, AreRehearsedWithoutWritingAnything) {
  const auto writers = segment("Writers", "acts(\"wrote\") within 2 days");
  make({.name = {}, .description = {}, .segment = writers.id, .ends_when = {}, .purpose = letters.id});
  letter("First", 0);
  letter("Second", 3);
  task("Call them", 1);
  agree(ana);
  square.write([&](store::Transaction& t) { set_letter_cap(t, act(), {1, 10}); });
  world.wait(2 * kDay);
  square.thread(ana, square.talk);
  square.thread(ben, square.talk);
  world.clock.set(square.last_instant());
  keep_segments(*square.store, square.timeline);
  world.wait(20 * kDay);
  keep_segments(*square.store, square.timeline);
  const auto activities = count("select count(*) from activity");
  const auto rehearsal = square.read([&](store::Reader& r) { return rehearse(r, plan(), writers, now()); });
  EXPECT_EQ(rehearsal.people, 2);
  EXPECT_EQ(rehearsal.letters, 2);     // Ana's
  EXPECT_EQ(rehearsal.capped, 1);      // her second, for a week
  EXPECT_EQ(rehearsal.no_consent, 2);  // Ben's
  EXPECT_EQ(rehearsal.tasks, 4);       // Ben's letters, and both calls
  EXPECT_EQ(rehearsal.done, 2);
  EXPECT_EQ(count("select count(*) from activity"), activities);
  EXPECT_EQ(count("select count(*) from task where kind = 13"), 0);
  EXPECT_EQ(count("select count(*) from job where kind = 'mail.send'"), 0);
  EXPECT_EQ(count("select count(*) from letter_turn"), 0);
}

// However often the job runs, whatever is decided and when: each step comes once, in its order, and no letter more than
// the cap allows.
RC_GTEST_FIXTURE_PROP(Plans, TakeEachStepOnceWhateverTheHoursAndTheOrder, ()) {
  make({.name = {}, .description = {}, .ends_when = {}, .purpose = letters.id});
  const auto steps = *rc::gen::inRange(1, 5);
  for (int i = 0; i < steps; ++i) {
    const auto days = *rc::gen::inRange<std::int64_t>(0, 4);
    if (*rc::gen::arbitrary<bool>()) {
      letter("L", days);
    } else {
      task("T", days);
    }
  }
  square.write([&](store::Transaction& t) { set_letter_cap(t, act(), {1, 2}); });
  agree(ana);
  on();
  begin(ana);
  for (int i = 0; i < 40; ++i) {
    run();
    if (*rc::gen::arbitrary<bool>()) decide();
    world.wait(*rc::gen::inRange<std::int64_t>(1, 30) * kHour);
  }
  for (int i = 0; i < 30; ++i) {
    decide();
    run();
    world.wait(12 * kHour);
  }
  RC_ASSERT(standing(ana).ending == PlanEnding::done);
  RC_ASSERT(count("select count(*) from plan_moment where what in (2, 3)") == steps);
  RC_ASSERT(count("select count(*) from activity where verb = 217") == steps);
  RC_ASSERT(count(R"(
    select count(*) from letter_turn one join letter_turn other on other.member = one.member and other.id > one.id
    where other.at < one.at + 172800000000)") == 0);
}

}  // namespace
}  // namespace parvis::cockpit
