#include "cockpit/influencers/influencer_pages.h"

#include <gtest/gtest.h>

#include "cockpit/today/today_pages.h"
#include "community/accounts/testing/account_site.h"
#include "community/influencers/influencer.h"
#include "community/influencers/influencer_file.h"
#include "community/influencers/next_step_tasks.h"
#include "community/today/task.h"

namespace parvis::cockpit {
namespace {

using namespace community;
using community::testing::AccountSite;
using community::testing::Browser;
using http::Method;

struct InfluencerPages : ::testing::Test {
  AccountSite site;
  Browser max{site};
  const std::string path = "/cockpit/influencers";

  InfluencerPages() {
    auto& routes = site.routes();
    routes.add(Method::get, path, show_influencers);
    routes.add(Method::get, path + "/table.csv", show_influencer_table);
    routes.add(Method::get, path + "/new", show_new_influencer);
    routes.add(Method::post, path, create_influencer);
    routes.add(Method::get, path + "/files", show_influencer_files);
    routes.add(Method::post, path + "/files", create_influencer_file);
    routes.add(Method::get, path + "/files/{influencer_import}", show_influencer_file);
    routes.add(Method::post, path + "/files/{influencer_import}", update_influencer_file);
    routes.add(Method::post, path + "/files/{influencer_import}/removal", end_influencer_file);
    routes.add(Method::get, path + "/files/{influencer_import}/refused.csv", show_influencer_refusals);
    routes.add(Method::get, path + "/{influencer}", show_influencer);
    routes.add(Method::get, path + "/{influencer}/edit", show_influencer_edit);
    routes.add(Method::post, path + "/{influencer}", update_influencer);
    routes.add(Method::post, path + "/{influencer}/step", finish_influencer_step);
    routes.add(Method::post, path + "/{influencer}/removal", end_influencer);
    auto& timeline = site.community().timeline();
    timeline.add_echo(std::make_unique<NextStepTasks>(timeline));
    site.add("ana");
    site.add("max", Role::manager);
    EXPECT_EQ(max.sign_in("max").status, 303);
    max.get(path + "/new");
  }
  std::string make(community::testing::Typed typed) {
    const auto made = max.post(path, std::move(typed));
    EXPECT_EQ(made.status, 303) << made.body;
    return made.location;
  }
  std::vector<Task> tasks() {
    return site.community().store().read([](store::Reader& r) { return tasks_of_today(r, now() + 3650 * kDay); });
  }
  std::int64_t rows(const store::Sql& sql) {
    return site.community().store().read([&](store::Reader& r) { return r.one<std::int64_t>(sql).value_or(0); });
  }
};

TEST_F(InfluencerPages, SayWhatToDoFirstThenShowWhoIsHeard) {
  EXPECT_TRUE(max.get(path).has("Add the first one"));
  const auto one = make({{"name", "Éléonore Bœuf"},
                         {"sites", "https://velomag.example"},
                         {"specialities", "Cargo bikes"},
                         {"places", "Lyon"}});
  const auto page = max.get(path);
  EXPECT_TRUE(page.has("href=\"" + one + "\"")) << page.body;
  EXPECT_TRUE(page.has("rel=\"nofollow noopener noreferrer\""));
  EXPECT_TRUE(max.get(path + "?q=eleonore").has("Cargo bikes"));
  EXPECT_TRUE(max.get(path + "?q=nobody").has("Nobody fits that."));
  EXPECT_FALSE(max.get(path + "?side=inside").has("Cargo bikes"));
  EXPECT_TRUE(max.get(one).has("Outside the square."));
}

TEST_F(InfluencerPages, SayThatNobodyIsCalledAsWasAsked) {
  make({{"name", "Jo"}, {"next_what", "Call"}, {"next_who", "max"}});
  EXPECT_TRUE(max.get(path + "?who=max").has(">Jo<"));
  const auto page = max.get(path + "?who=nobody");
  EXPECT_TRUE(page.has("There is no member “nobody”.")) << page.body;
  EXPECT_TRUE(page.has("Nobody fits that."));
  EXPECT_FALSE(page.has(">Jo<"));
}

TEST_F(InfluencerPages, LoseNothingThatWasTyped) {
  const auto page = max.post(path, {{"name", ""},
                                    {"member", "@nobody"},
                                    {"sites", "javascript:alert(1)"},
                                    {"specialities", "Tandems"},
                                    {"contact_day", "2150-01-01"},
                                    {"notes", "Kind <b>words</b>"}});
  EXPECT_EQ(page.status, 422);
  for (const auto* kept : {"@nobody", "javascript:alert(1)</textarea>", "value=\"Tandems\"", "value=\"2150-01-01\"",
                           "Kind &lt;b&gt;words", "There is no member “nobody”.", "This day is still to come."}) {
    EXPECT_TRUE(page.has(kept)) << kept << "\n" << page.body;
  }
  EXPECT_EQ(rows("select count(*) from influencer"), 0);
}

TEST_F(InfluencerPages, AreLedToFromTheCardOfTodayInsideTheSquareAndOutside) {
  site.routes().add(Method::get, "/cockpit/today", show_today);
  const auto outside = make({{"name", "Le Cycliste"}, {"next_what", "Invite them"}});
  const auto inside = make({{"member", "ana"}, {"next_what", "Ask for a portrait"}});
  const auto page = max.get("/cockpit/today");
  EXPECT_TRUE(page.has("href=\"" + outside + "\"")) << page.body;
  EXPECT_TRUE(page.has("href=\"" + inside + "\"")) << page.body;
  EXPECT_TRUE(page.has("Le Cycliste · Invite them"));
  EXPECT_TRUE(page.has("Ask for a portrait"));
  EXPECT_FALSE(page.has("· Ask for a portrait")) << "the card says of itself whom it is about";
}

TEST_F(InfluencerPages, MakeTheNextStepATaskOfTodayAndTheTaskDoneALastContact) {
  const auto one =
      make({{"name", "Jo"}, {"next_what", "Send the kit"}, {"next_day", "2026-01-02"}, {"next_who", "max"}});
  ASSERT_EQ(tasks().size(), 1u);
  EXPECT_EQ(tasks()[0].words, "Jo · Send the kit");
  EXPECT_TRUE(tasks()[0].assignee);
  max.post(one, {{"name", "Jo"}, {"next_what", "Send two kits"}, {"next_day", "2026-01-02"}, {"next_who", "max"}});
  ASSERT_EQ(tasks().size(), 1u) << "the step became another, and so did its task";
  EXPECT_EQ(tasks()[0].words, "Jo · Send two kits");
  EXPECT_EQ(max.post(one + "/step", {{"contact_way", "phone"}}).status, 303);
  EXPECT_TRUE(tasks().empty());
  EXPECT_TRUE(max.get(one).has("by telephone")) << max.get(one).body;
  EXPECT_EQ(rows("select count(*) from task where state = 2"), 1);
}

TEST_F(InfluencerPages, KeepATaskThatSomebodySetBackWhereItIs) {
  const auto one = make({{"member", "ana"}, {"next_what", "Call"}, {"next_day", "2026-01-02"}});
  const auto task = tasks().at(0);
  EXPECT_TRUE(task.member);
  const auto until = now() + kDay;
  site.community().store().write([&](store::Transaction& t) {
    let_rest(t, {.timeline = site.community().timeline(), .actor = {}, .at = now()}, task.id, until);
  });
  max.post(one, {{"member", "ana"}, {"next_what", "Call"}, {"next_day", "2026-01-02"}, {"notes", "Mornings"}});
  EXPECT_EQ(tasks().at(0).rests_until, until);
  max.post(one, {{"member", "ana"}, {"next_what", "Call"}, {"next_day", "2026-03-02"}, {"notes", "Mornings"}});
  EXPECT_NE(tasks().at(0).rests_until, until);
}

TEST_F(InfluencerPages, LeaveNothingOfWhoIsRemoved) {
  const auto one = make({{"name", "Kookaburra"}, {"next_what", "Call"}, {"notes", "Kookaburra"}});
  max.post(one, {{"name", "Kookaburra"}, {"next_what", "Write"}, {"notes", "Kookaburra"}});
  EXPECT_EQ(rows("select count(*) from task"), 2);
  EXPECT_EQ(max.post(one + "/removal", {}).location, path);
  EXPECT_EQ(rows("select count(*) from task"), 0);
  EXPECT_EQ(rows("select count(*) from influencer_word"), 0);
  EXPECT_EQ(max.get(one).status, 404);
  EXPECT_EQ(max.post(one, {{"name", "Back"}}).status, 404);
}

TEST_F(InfluencerPages, GiveTheTableAsAFileOfAnyLength) {
  site.community().store().write([&](store::Transaction& t) {
    const SpaceAct act{site.community().timeline(), {}, now()};
    for (int i = 0; i < 1'200; ++i) make_influencer(t, act, {.name = "Name " + std::to_string(i)});
  });
  const auto file = max.get(path + "/table.csv");
  EXPECT_EQ(std::ranges::count(file.body, '\n'), 1'201);
  EXPECT_TRUE(file.has("Name 1199,"));
  EXPECT_EQ(std::ranges::count(max.get(path + "/table.csv?q=1199").body, '\n'), 2);
}

TEST_F(InfluencerPages, TryAFileOutBeforeTheyBringItIn) {
  const auto id = site.community().store().write([&](store::Transaction& t) {
    const std::string table = "name,site\nJo,jo.example\nBad,nowhere\n";
    const auto by = t.one<MemberId>("select id from member where handle = 'max'").value();
    return influencer_files().keep(t, by, "people.csv", table, to_json(guess_influencer_plan({"name", "site"})));
  });
  const auto file = path + "/files/" + id_text(id);
  EXPECT_TRUE(max.get(file).has("jo.example"));
  EXPECT_EQ(max.post(file, {{"step", "try"}, {"column_1", "none"}, {"column_2", "sites"}}).status, 422);
  const community::testing::Typed plan{{"column_1", "name"}, {"column_2", "sites"}, {"has_heads", "1"}};
  auto tried = plan;
  tried.emplace_back("step", "try");
  const auto page = max.post(file, tried);
  EXPECT_TRUE(page.has("1 person would be new")) << page.body;
  EXPECT_TRUE(page.has("Line 3: Sites: This is not the address of a site: “nowhere”.")) << page.body;
  EXPECT_EQ(rows("select count(*) from influencer"), 0);
  EXPECT_TRUE(max.get(file + "/refused.csv").has("Bad,nowhere"));
  auto sure = plan;
  sure.emplace_back("step", "bring_in");
  EXPECT_EQ(max.post(file, sure).location, file);
  EXPECT_EQ(rows("select count(*) from influencer"), 1);
  EXPECT_TRUE(max.get(file).has("1 new person"));
  EXPECT_EQ(max.post(file + "/removal", {}).status, 303);
  EXPECT_EQ(max.get(file).status, 404);
}

}  // namespace
}  // namespace parvis::cockpit
