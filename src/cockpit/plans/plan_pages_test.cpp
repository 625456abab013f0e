// Plans as they are written, begun, rehearsed and stopped on the pages.
#include "cockpit/plans/plan_pages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cockpit/plans/plan_job.h"
#include "cockpit/today/today_pages.h"
#include "community/accounts/testing/account_site.h"
#include "community/activity/staff_change.h"
#include "community/letters/letter_turn.h"
#include "community/letters/testing/any_hour.h"
#include "community/privacy/consent.h"
#include "community/segments/condition_parser.h"
#include "community/segments/segment_keeping.h"
#include "community/today/task.h"

namespace parvis::cockpit {
namespace {

using namespace community;
using community::testing::AccountSite;
using community::testing::Browser;
using http::Method;
using ::testing::HasSubstr;

struct PlanPages : ::testing::Test {
  AccountSite site;
  Browser max{site};
  MemberId ana;

  PlanPages() {
    auto& routes = site.routes();
    const auto get = [&](const std::string& path, Handler handler) {
      routes.add(Method::get, "/cockpit/plans" + path, handler);
    };
    const auto post = [&](const std::string& path, Handler handler) {
      routes.add(Method::post, "/cockpit/plans" + path, handler);
    };
    get("", show_plans);
    post("", create_plan);
    get("/new", show_new_plan);
    get("/cap", show_letter_cap);
    post("/cap", update_letter_cap);
    get("/members/{handle}", show_member_plans);
    post("/members/{handle}", begin_member_plan);
    get("/{plan}", show_plan);
    post("/{plan}", update_plan);
    get("/{plan}/edit", show_plan_edit);
    post("/{plan}/running", set_plan_running);
    get("/{plan}/removal", show_plan_removal);
    post("/{plan}/removal", end_plan);
    post("/{plan}/steps", create_plan_step);
    post("/{plan}/steps/{plan_step}", update_plan_step);
    post("/{plan}/steps/{plan_step}/removal", end_plan_step);
    get("/{plan}/people", show_plan_people);
    post("/{plan}/people", begin_plan_people);
    post("/{plan}/people/{plan_way}/ending", end_plan_way);
    get("/{plan}/rehearsal", show_plan_rehearsal);
    get("/{plan}/history", show_plan_history);
    routes.add(Method::get, "/cockpit/today", show_today);
    routes.add(Method::get, "/cockpit/today/outcome", show_outcome);
    take_plans_on_by_the_clock(site.community());
    ana = site.add("ana");
    site.add("max", Role::manager);
    EXPECT_EQ(max.sign_in("max").status, 303);
    max.get("/cockpit/plans/new");
  }
  void make_with_steps() {
    EXPECT_EQ(max.post("/cockpit/plans", {{"name", "First month"}}).location, "/cockpit/plans/first-month/edit");
    for (const auto* note : {"Say hello", "Ask how it goes"}) {
      EXPECT_EQ(max.post("/cockpit/plans/first-month/steps",
                         {{"kind", "chat"}, {"note", note}, {"days", "0"}, {"way", "task"}})
                    .status,
                303);
    }
  }
  std::string step_id(const std::string& note) {
    return site.community().store().read([&](store::Reader& r) {
      return id_text(*r.one<std::int64_t>("select id from plan_step where note = $1", note));
    });
  }
};

TEST_F(PlanPages, KeepWhatWasTypedAndSayWhatIsWrongBesideIt) {
  auto page = max.post("/cockpit/plans", {{"name", ""}, {"description", "For the new ones"}});
  EXPECT_EQ(page.status, 422);
  EXPECT_TRUE(page.has("For the new ones"));
  make_with_steps();
  page = max.post("/cockpit/plans/first-month/steps", {{"kind", "chat"},
                                                       {"note", "Write a word"},
                                                       {"days", "soon"},
                                                       {"way", "letter"},
                                                       {"words", ""},
                                                       {"only", "text"},
                                                       {"only_text", "role boss"}});
  EXPECT_EQ(page.status, 422);
  EXPECT_TRUE(page.has("Write a word"));
  EXPECT_TRUE(page.has("Write a number of days, 0 to 730."));
  EXPECT_TRUE(page.has("A letter needs words."));
  EXPECT_TRUE(page.has("role boss"));
}

TEST_F(PlanPages, SayBesideTheFieldThatAPlanIsGoneMeanwhile) {
  make_with_steps();
  max.get("/cockpit/plans/members/ana");
  const auto page = max.post("/cockpit/plans/members/ana", {{"plan", "last-month"}});
  EXPECT_EQ(page.status, 422);
  EXPECT_TRUE(page.has("This plan is no longer there. Choose another one.")) << page.body;
  EXPECT_TRUE(page.has("aria-describedby=\"plan-error\""));
  EXPECT_EQ(max.post("/cockpit/plans/members/ana", {{"plan", "first-month"}}).status, 303);
}

TEST_F(PlanPages, LeadToTheConsentThatLettersLack) {
  make_with_steps();
  site.community().store().write([&](store::Transaction& transaction) {
    constexpr store::Sql kLetter{"update plan_step set way = 2, words = 'Hello {name}'"};
    transaction.run(kLetter);
  });
  auto page = max.post("/cockpit/plans/first-month/running", {{"value", "on"}});
  EXPECT_EQ(page.status, 409);
  EXPECT_TRUE(page.has("href=\"/manage/privacy\"")) << page.body;
  EXPECT_TRUE(max.get("/cockpit/plans/first-month/edit").has("href=\"/manage/privacy\""));
  site.community().store().write([&](store::Transaction& transaction) {
    LocalText words;
    words.set(text::Language::en, "Letters");
    make_purpose(transaction, {site.community().timeline(), ana, now()}, words, words);
  });
  page = max.post("/cockpit/plans/first-month/running", {{"value", "on"}});
  EXPECT_TRUE(page.has("href=\"/cockpit/plans/first-month/edit#who\"")) << page.body;
}

TEST_F(PlanPages, SayHowManyCameBackHereAndInToday) {
  make_with_steps();
  EXPECT_FALSE(max.get("/cockpit/plans/first-month").has("Came back after it")) << "it reached nobody yet";
  EXPECT_TRUE(max.get("/cockpit/today/outcome?plan=first-month").has("Nobody so far."));
  EXPECT_EQ(max.post("/cockpit/plans/first-month/people", {{"member", "ana"}}).status, 303);
  site.community().store().write([&](store::Transaction& t) {
    const auto way = t.one<std::int64_t>("select id from plan_member").value();
    const auto then = now() - 20 * kDay;
    t.run(
        "insert into task (id, kind, occasion, member, made_at, state, decided_at) values ($1, 13, $2, $3, $4, 2, $4)",
        next_id(), id_text(way) + ".step", ana, then);
    site.community().timeline().record(t, {.at = then + kDay, .actor = ana, .verb = Verb::replied});
  });
  EXPECT_TRUE(max.get("/cockpit/plans/first-month").has("1 of 1"));
  const auto today = max.get("/cockpit/today");
  EXPECT_TRUE(today.has("Of 1 person reached by a plan, 1 came back within fourteen days.")) << today.body;
  EXPECT_TRUE(today.has("Plan: First month"));
  EXPECT_TRUE(max.get("/cockpit/today/outcome?plan=first-month").has("/cockpit/members/ana"));
  EXPECT_EQ(max.get("/cockpit/today/outcome?plan=last-month").status, 404);
  EXPECT_FALSE(max.get("/cockpit/today/outcome?plan=first-month").has("The fourteen days are still running"));
  const auto ben = site.add("ben");
  EXPECT_EQ(max.post("/cockpit/plans/first-month/people", {{"member", "ben"}}).status, 303);
  site.community().store().write([&](store::Transaction& t) {
    const auto way = t.one<std::int64_t>("select id from plan_member where member = $1", ben).value();
    t.run(
        "insert into task (id, kind, occasion, member, made_at, state, decided_at) values ($1, 13, $2, $3, $4, 2, $4)",
        next_id(), id_text(way) + ".step", ben, now() - kDay);
  });
  const auto page = max.get("/cockpit/today/outcome?plan=first-month");
  const auto running = page.body.find("The fourteen days are still running");
  ASSERT_NE(running, std::string::npos) << page.body;
  EXPECT_LT(page.body.find("/cockpit/members/ana"), running) << "counted";
  EXPECT_GT(page.body.find("/cockpit/members/ben"), running) << "not yet";
  EXPECT_EQ(max.post("/cockpit/plans/first-month/removal", {}).status, 303);
  EXPECT_TRUE(max.get("/cockpit/today").has("Of 1 person reached by a plan")) << "whom it reached still counts";
  EXPECT_TRUE(max.get("/cockpit/today").has("(removed since)"));
  EXPECT_TRUE(max.get("/cockpit/today/outcome?plan=first-month").has("/cockpit/members/ana"));
}

TEST_F(PlanPages, LeaveNoCardInTodayOnceThePlanIsRemoved) {
  make_with_steps();
  max.post("/cockpit/plans/first-month/people", {{"member", "ana"}});
  site.community().store().write([&](store::Transaction& t) {
    const TaskAct act{site.community().timeline(), {}, now()};
    const auto task = write_plan_task(t, act, "a step", "Say hello to Ana", ana);
    t.run("update plan_member set task = $1", task);
  });
  EXPECT_TRUE(max.get("/cockpit/today").has("Say hello to Ana"));
  EXPECT_EQ(max.post("/cockpit/plans/first-month/removal", {}).status, 303);
  EXPECT_FALSE(max.get("/cockpit/today").has("Say hello to Ana")) << "though the way ends only with the next look";
}

TEST_F(PlanPages, FoldWhatIsNotBeingChanged) {
  EXPECT_EQ(max.post("/cockpit/plans", {{"name", "First month"}}).status, 303);
  EXPECT_TRUE(max.get("/cockpit/plans/first-month/edit").has("<details class=\"plan-part\" open>"));
  EXPECT_EQ(max.post("/cockpit/plans/first-month/steps",
                     {{"kind", "chat"}, {"note", "Say hello"}, {"days", "0"}, {"way", "task"}})
                .status,
            303);
  EXPECT_FALSE(max.get("/cockpit/plans/first-month/edit").has("<details class=\"plan-part\" open>"));
  const auto page = max.post("/cockpit/plans/first-month/steps", {{"kind", "chat"}, {"note", ""}, {"days", "0"}});
  EXPECT_TRUE(page.has("<details class=\"plan-part\" open>"));
}

TEST_F(PlanPages, LoseNoConditionThatWasWrittenBesideAChosenSegment) {
  site.community().store().write([&](store::Transaction& transaction) {
    const SpaceAct act{site.community().timeline(), ana, now()};
    make_segment(transaction, act, {"Pump people", "", read_condition("role leader").condition});
  });
  const auto page = max.post("/cockpit/plans",
                             {{"name", "Both"}, {"ends", "in:pump-people"}, {"ends_text", "last act within 3 days"}});
  EXPECT_EQ(page.status, 422) << page.body;
  EXPECT_TRUE(page.has("Either one of the list, or words of your own: not both."));
  EXPECT_TRUE(page.has("last act within 3 days"));
}

TEST_F(PlanPages, SayBesideTheFieldWhoCannotBeginOne) {
  make_with_steps();
  const auto path = "/cockpit/plans/first-month/people";
  EXPECT_TRUE(max.post(path, {{"member", "@nobody"}}).has("There is no member “nobody”."));
  EXPECT_TRUE(max.post(path, {{"member", ""}}).has("Write the handle of a member."));
  site.community().store().write([&](store::Transaction& transaction) {
    transaction.run("update member set status = $2 where id = $1", ana, MemberStatus::suspended);
  });
  auto page = max.post(path, {{"member", "@ana"}});
  EXPECT_EQ(page.status, 422);
  EXPECT_TRUE(page.has("A plan is for active members")) << page.body;
  EXPECT_TRUE(page.has("value=\"@ana\""));
  page = max.get("/cockpit/plans/members/ana");
  EXPECT_TRUE(page.has("A plan is for active members")) << page.body;
  EXPECT_FALSE(page.has("action=\"/cockpit/plans/members/ana\""));
}

TEST_F(PlanPages, KeepWithEachActWhichPlanItWasAndWhatBecameAnother) {
  make_with_steps();
  EXPECT_EQ(max.post("/cockpit/plans/first-month/running", {{"value", "on"}}).status, 303);
  std::vector<std::string> told;
  site.community().store().read([&](store::Reader& reader) {
    for (const auto& one : changes_of(reader, reader.all<ActivityId>("select activity from staff_act"))) {
      told.push_back(one.what + ": " + one.was + " > " + one.became);
    }
  });
  EXPECT_EQ(told, (std::vector<std::string>{"Plan:  > First month", "Plan:  > First month", "Step:  > Say hello",
                                            "Plan:  > First month", "Step:  > Ask how it goes", "Plan:  > First month",
                                            "Whether it runs: off > on"}));
}

TEST_F(PlanPages, ReorderChangeAndRemoveStepsWithoutScript) {
  make_with_steps();
  const auto at = [&](const std::string& words) { return max.get("/cockpit/plans/first-month").body.find(words); };
  EXPECT_LT(at("Say hello"), at("Ask how it goes"));
  const auto path = "/cockpit/plans/first-month/steps/" + step_id("Ask how it goes");
  EXPECT_EQ(max.post(path, {{"do", "up"}}).status, 303);
  EXPECT_GT(at("Say hello"), at("Ask how it goes"));
  EXPECT_EQ(max.post(path, {{"do", "save"},
                            {"kind", "meeting"},
                            {"note", "An hour together"},
                            {"days", "7"},
                            {"way", "task"},
                            {"only", "text"},
                            {"only_text", "not role leader"}})
                .status,
            303);
  EXPECT_TRUE(max.get("/cockpit/plans/first-month").has("only when: not: has the role: leader"));
  EXPECT_EQ(max.post(path + "/removal", {}).status, 303);
  EXPECT_FALSE(max.get("/cockpit/plans/first-month").has("An hour together"));
  EXPECT_EQ(max.post(path, {{"do", "up"}}).status, 404);
}

TEST_F(PlanPages, AskOnceBeforeAPlanIsRemovedAndSayHowManyGoThroughIt) {
  make_with_steps();
  const std::string plan = "/cockpit/plans/first-month", path = plan + "/removal";
  EXPECT_TRUE(max.get(path).has("Nobody goes through it now.")) << max.get(path).body;
  max.get(plan);
  EXPECT_EQ(max.post(plan + "/people", {{"member", "ana"}}).status, 303);
  const auto edit = max.get(plan + "/edit");
  EXPECT_TRUE(edit.has("href=\"" + path + "\"")) << edit.body;
  EXPECT_FALSE(edit.has("action=\"" + path + "\"")) << "not at once";
  const auto asked = max.get(path);
  EXPECT_TRUE(asked.has("1 member goes through it.")) << asked.body;
  EXPECT_EQ(max.get(plan).status, 200) << "asking removes nothing";
  EXPECT_EQ(max.post(path, {}).status, 303);
  EXPECT_EQ(max.get(plan).status, 404);
  const auto theirs = max.get("/cockpit/plans/members/ana");
  EXPECT_TRUE(theirs.has("First month<span class=\"quiet\"> (removed since)</span>")) << theirs.body;
  EXPECT_FALSE(theirs.has("/cockpit/plans/first-month")) << "no link leads to nothing";
}

TEST_F(PlanPages, ShowWhoGoesThroughAndStopForOne) {
  make_with_steps();
  max.get("/cockpit/plans/first-month");
  const auto refused = max.post("/cockpit/plans/first-month/people", {{"member", "nobody"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(refused.has("There is no member “nobody”."));
  EXPECT_EQ(max.post("/cockpit/plans/first-month/people", {{"member", "@ana"}}).status, 303);
  EXPECT_EQ(max.post("/cockpit/plans/first-month/running", {{"value", "on"}}).status, 303);
  take_plans_on(taking_of(site.community()), now());
  EXPECT_TRUE(max.get("/cockpit/plans/first-month").has("its task waits in Today"));
  EXPECT_TRUE(max.get("/cockpit/plans/first-month").has("<a href=\"/cockpit/plans/first-month/people\">1</a>"));
  EXPECT_TRUE(max.get("/cockpit/plans/members/ana").has("First month"));
  EXPECT_TRUE(max.get("/cockpit/plans/first-month/history").has("became a task: Say hello"));
  const auto way = site.community().store().read(
      [](store::Reader& r) { return id_text(*r.one<std::int64_t>("select max(id) from plan_member")); });
  EXPECT_EQ(max.post("/cockpit/plans/first-month/people/" + way + "/ending", {}).status, 303);
  EXPECT_FALSE(max.get("/cockpit/plans/first-month/people").has("/members/ana"));
  EXPECT_TRUE(max.get("/cockpit/plans/first-month/people?show=over").has("/members/ana"));
  EXPECT_EQ(max.get("/cockpit/plans/members/nobody").status, 404);
}

TEST_F(PlanPages, AreForWhoManagesTheCommunity) {
  make_with_steps();
  const auto refused = max.post("/cockpit/plans/first-month/running", {{"value", "on"}});
  EXPECT_EQ(refused.status, 303);
  max.post("/cockpit/plans", {{"name", "Empty"}});
  const auto page = max.post("/cockpit/plans/empty/running", {{"value", "on"}});
  EXPECT_EQ(page.status, 409);
  EXPECT_TRUE(page.has("Give it a step first.")) << page.body;
}

TEST_F(PlanPages, RehearseForTheSegmentThatIsAskedFor) {
  make_with_steps();
  site.community().store().write([&](store::Transaction& t) {
    make_segment(t, {site.community().timeline(), ana, now()},
                 {"Everybody", "", read_condition("role member").condition});
  });
  EXPECT_TRUE(max.get("/cockpit/plans/first-month/rehearsal").has("Choose a segment"));
  const auto page = max.get("/cockpit/plans/first-month/rehearsal?segment=everybody");
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(page.has("a task: Say hello")) << page.body;
  EXPECT_EQ(max.get("/cockpit/plans/first-month/rehearsal?segment=nothing").status, 404);
}

TEST_F(PlanPages, SetOneLimitForAllLetters) {
  EXPECT_EQ(max.post("/cockpit/plans/cap", {{"letters", "many"}, {"days", "0"}}).status, 422);
  EXPECT_EQ(max.post("/cockpit/plans/cap", {{"letters", "2"}, {"days", "7"}}).status, 303);
  EXPECT_TRUE(max.get("/cockpit/plans").has("at most 2 letters from us within 7 days"));
  EXPECT_EQ(site.community().store().read(read_letter_cap), (LetterCap{2, 7}));
}

}  // namespace
}  // namespace parvis::cockpit
