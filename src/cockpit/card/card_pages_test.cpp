#include "cockpit/card/card_pages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cockpit/returns/return_pages.h"
#include "community/accounts/testing/account_site.h"
#include "community/card/card_days.h"
#include "community/card/circle.h"
#include "community/members/viewer_of.h"
#include "community/plans/plan_way.h"
#include "community/profiles/profile_field.h"
#include "community/sharing/share.h"
#include "community/threads/thread.h"

namespace parvis::cockpit {
namespace {

using namespace community;
using community::testing::AccountSite;
using community::testing::Browser;
using http::Method;

struct CardPages : ::testing::Test {
  AccountSite site;
  Browser max{site};
  MemberId ana = site.add("ana");

  CardPages() {
    auto& routes = site.routes();
    routes.add(Method::get, "/cockpit/members", show_card_search);
    routes.add(Method::get, "/cockpit/members/{handle}", show_card);
    routes.add(Method::get, "/cockpit/members/{handle}/acts", show_member_acts);
    routes.add(Method::get, "/cockpit/members/{handle}/exchanges", show_partners);
    routes.add(Method::post, "/cockpit/members/{handle}/notes", create_card_note);
    routes.add(Method::post, "/cockpit/members/{handle}/notes/{note}/removal", end_card_note);
    routes.add(Method::post, "/cockpit/members/{handle}/tasks", create_card_task);
    routes.add(Method::post, "/cockpit/members/{handle}/circle", update_card_circle);
    routes.add(Method::get, "/cockpit/members/{handle}/words", show_card_words);
    routes.add(Method::post, "/cockpit/members/{handle}/words", send_card_words);
    routes.add(Method::get, "/cockpit/circles", show_circles);
    routes.add(Method::get, "/cockpit/return/orders", show_orders);
    routes.add(Method::get, "/cockpit/return/gains/{gain_kind}", show_year_gains);
    routes.add(Method::post, "/cockpit/circles", update_circles);
    site.add("max", Role::manager);
    EXPECT_EQ(max.sign_in("max").status, 303);
    max.get("/cockpit/members/ana");
  }
};

TEST_F(CardPages, ShowWhatTheMemberSharesWithTheTeamAndNothingElse) {
  site.community().store().write([&](store::Transaction& transaction) {
    const SpaceAct act{site.community().timeline(), ana, now()};
    std::vector<Answer> answers;
    for (const auto& [word, seen_by] : {std::pair("ornithorynque", SeenBy::nobody), {"okapi", SeenBy::staff}}) {
      FieldWords words;
      words.name.set(text::Language::en, word);
      answers.push_back({make_profile_field(transaction, act, words), std::string("The ") + word, seen_by});
    }
    save_answers(transaction, act, answers);
  });
  const auto page = max.get("/cockpit/members/ana");
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(page.has("The okapi")) << page.body;
  EXPECT_FALSE(page.has("The ornithorynque"));
}

TEST_F(CardPages, KeepNotesTasksAndCirclesAndLoseNothingTyped) {
  EXPECT_EQ(max.post("/cockpit/members/ana/notes", {{"note", "Rides a tandem."}}).status, 303);
  EXPECT_EQ(max.post("/cockpit/members/ana/tasks", {{"words", "Call about the tandem"}}).status, 303);
  EXPECT_EQ(max.post("/cockpit/members/ana/circle", {{"circle", "customer"}, {"note", "Bought three."}}).status, 303);
  auto page = max.get("/cockpit/members/ana");
  for (const auto* words : {"Rides a tandem.", "Call about the tandem", "Loyal customer", "Bought three."}) {
    EXPECT_TRUE(page.has(words)) << words;
  }
  page = max.post("/cockpit/members/ana/tasks", {{"words", "Later"}, {"due", "soon"}});
  EXPECT_EQ(page.status, 422);
  EXPECT_TRUE(page.has("value=\"Later\""));
  EXPECT_EQ(max.post("/cockpit/members/ana/circle", {{"circle", "none"}}).status, 422);
  EXPECT_EQ(max.post("/cockpit/members/ana/notes", {{"note", ""}}).status, 422);
}

TEST_F(CardPages, SendWordsThatTheMemberFindsAndTheTimelineTellsOf) {
  EXPECT_EQ(max.get("/cockpit/members/ana/words").status, 200);
  EXPECT_EQ(max.post("/cockpit/members/ana/words", {{"words", "Come to the ride on Friday."}}).status, 303);
  const auto page = max.get("/cockpit/members/ana/words");
  EXPECT_TRUE(page.has("Come to the ride on Friday.")) << page.body;
  EXPECT_TRUE(max.get("/cockpit/members/ana").has("Last word of the team: max, today."));
  EXPECT_TRUE(max.get("/cockpit/members/ana/acts?part=received&kind=care").has("wrote to ana"));
}

TEST_F(CardPages, NarrowTheTimelineAndSayWhatTheyCannotRead) {
  EXPECT_TRUE(max.get("/cockpit/members/ana/acts").has("joined"));
  EXPECT_TRUE(max.get("/cockpit/members/ana/acts?kind=thanks").has("Nothing of this kind."));
  const auto since = max.get("/cockpit/members/ana/acts?from=2026-01-31T23:30:00Z");
  EXPECT_EQ(since.status, 200) << "the instant at which a figure begins to count";
  EXPECT_TRUE(since.has("value=\"2026-02-01\"") || since.has("value=\"2026-01-31\"")) << "shown as its day";
  EXPECT_EQ(max.get("/cockpit/members/ana/acts?to=2026-01-31T23:30:00Z").status, 422);
  const auto page = max.get("/cockpit/members/ana/acts?with=nobody-here&from=yesterday");
  EXPECT_EQ(page.status, 422);
  EXPECT_TRUE(page.has("There is no member of this name."));
  EXPECT_TRUE(page.has("Write a day, like 2027-03-21."));
  EXPECT_TRUE(page.has("value=\"nobody-here\""));
}

TEST_F(CardPages, ShowThePlansTheyGoThroughAndTheWayToBeginOne) {
  auto page = max.get("/cockpit/members/ana");
  EXPECT_TRUE(page.has("href=\"/cockpit/plans/members/ana\"")) << page.body;
  EXPECT_TRUE(page.has("They go through no plan."));
  const auto plan = site.community().store().write([&](store::Transaction& transaction) {
    const SpaceAct act{site.community().timeline(), ana, now()};
    const auto made = make_plan(transaction, act, {.name = "First month"});
    add_step(transaction, act, made, {.kind = StepKind::chat, .note = "Say hello"});
    auto with_steps = *find_plan(transaction, made.id);
    begin_plan(transaction, act, with_steps, ana);
    return with_steps;
  });
  page = max.get("/cockpit/members/ana");
  EXPECT_TRUE(page.has("href=\"/cockpit/plans/first-month\"")) << page.body;
  EXPECT_TRUE(page.has("Say hello"));
  site.community().store().write([&](store::Transaction& transaction) {
    const SpaceAct act{site.community().timeline(), ana, now()};
    end_way(transaction, act, *way_of(transaction, plan.id, ana), PlanEnding::stopped);
  });
  page = max.get("/cockpit/members/ana");
  EXPECT_FALSE(page.has("Say hello")) << page.body;
  EXPECT_TRUE(page.has("All their plans, 1 of them over"));
}

TEST_F(CardPages, LeadToTheConversationThatWasShared) {
  auto& community = site.community();
  const auto ben = site.add("ben");
  NewSpace made{.slug = "talk", .kind = SpaceKind::discussion};
  made.name.set(text::Language::en, "Talk");
  const auto space = community.store().write(
      [&](store::Transaction& t) { return create_space(t, community.timeline(), made, {}, now(), Source::command); });
  community.spaces().reload();
  const auto spaces = community.spaces().list();
  const auto thread = community.store().write([&](store::Transaction& t) {
    const auto viewer = viewer_of(t, ana, now())->viewer;
    const Act act{.timeline = community.timeline(), .actor = viewer, .spaces = *spaces, .at = now()};
    const auto composed =
        compose_thread(t, viewer, *spaces, {space, "Squealing brakes", "Help.", {}}, text::Language::en);
    const auto opened = open_thread(t, act, *composed).thread;
    const auto share = share_thread(t, act, opened);
    note_shared(t, ben, share);
    settle_shared(t, community.timeline(), ben, Source::page);
    return opened;
  });
  const auto link = "<a href=\"/threads/" + id_text(thread) + "\" class=\"title-link\">Squealing brakes</a>";
  EXPECT_TRUE(max.get("/cockpit/members/ana/acts?kind=sharing").has("shared " + link));
  const auto came = max.get("/cockpit/members/ben/acts");
  EXPECT_TRUE(came.has("joined from " + link + ", which ")) << came.body;
  EXPECT_FALSE(came.has("something that is gone"));
}

TEST_F(CardPages, LeadToAllOrdersAndToWhatEachFigureOfThemCounts) {
  const auto ben = site.add("ben");
  site.community().store().write([&](store::Transaction& t) {
    constexpr store::Sql kOrder{R"(
      insert into shop_order (id, reference, ordered_at, cents, member, tie, standing, recorded_at)
      values ($1, $2, $3, 100, $4, 1, 1, $3))"};
    constexpr store::Sql kGain{R"(
      insert into gain (id, kind, month, at, quantity, member, words) values ($1, 1, 1, $2, 1, $3, $4))"};
    for (int i = 0; i < 7; ++i) t.run(kOrder, next_id(), "ana-" + std::to_string(i), now() - i * kDay, ana);
    t.run(kOrder, next_id(), "ben-1", now(), ben);
    t.run(kGain, next_id(), now() - 900 * kDay, ana, "How Ana true a wheel");
    t.run(kGain, next_id(), now(), ben, "How Ben oils a chain");
  });
  const auto card = max.get("/cockpit/members/ana");
  EXPECT_TRUE(card.has("href=\"/cockpit/return/orders?member=ana\"")) << card.body;
  EXPECT_FALSE(card.has("ana-5")) << "five are shown";
  EXPECT_TRUE(card.has("href=\"/cockpit/return/gains/support?member=ana\""));
  const auto orders = max.get("/cockpit/return/orders?member=ana");
  EXPECT_TRUE(orders.has("ana-6")) << orders.body;
  EXPECT_FALSE(orders.has("ben-1"));
  const auto gains = max.get("/cockpit/return/gains/support?member=ana");
  EXPECT_TRUE(gains.has("How Ana true a wheel")) << "however long ago";
  EXPECT_FALSE(gains.has("How Ben oils a chain"));
  EXPECT_EQ(max.get("/cockpit/return/orders?member=nobody").status, 404);
}

TEST_F(CardPages, AreFoundByName) {
  EXPECT_TRUE(max.get("/cockpit/members?q=an").has("/cockpit/members/ana"));
  EXPECT_TRUE(max.get("/cockpit/members?q=zz").has("Nobody of that name."));
  EXPECT_EQ(max.get("/cockpit/members/zz").status, 404);
  EXPECT_EQ(max.get("/cockpit/members/ana/exchanges").status, 200);
}

TEST_F(CardPages, NameCirclesOfTheCommunitysOwn) {
  EXPECT_EQ(max.post("/cockpit/circles", {{"names", "Old hands\nTesters\n"}}).status, 303);
  EXPECT_TRUE(max.get("/cockpit/members/ana").has("Old hands"));
  const auto page = max.post("/cockpit/circles", {{"names", "Fan\n"}});
  EXPECT_EQ(page.status, 422);
  EXPECT_TRUE(page.has("Two circles need two names that differ.")) << page.body;
}

}  // namespace
}  // namespace parvis::cockpit
