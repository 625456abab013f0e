// A curated space as its people see it: what a member writes waits, a leader decides, the author hears of it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "community/manage/manage_pages.h"
#include "community/members/accounts.h"
#include "community/notifications/notification_pages.h"
#include "community/notifications/notifier.h"
#include "forum/testing/forum_site.h"
#include "moderation/moderation_pages.h"

namespace parvis::app {
namespace {

using community::Verb;
using forum::testing::Browser;
using forum::testing::ForumSite;
using forum::testing::Typed;
using http::Method;
using ::testing::ElementsAre;

class WaitingPages : public ::testing::Test {
 protected:
  WaitingPages() {
    const community::Bell bell(site.community().live(), site.community().accounts().sessions());
    site.community().timeline().add_echo(std::make_unique<community::Notifier>(bell));
    auto& routes = site.routes();
    routes.add(Method::get, "/moderation", moderation::show_queue);
    routes.add(Method::post, "/moderation/contributions/{contribution}", moderation::decide);
    routes.add(Method::get, "/account/contributions", moderation::show_own_contributions);
    routes.add(Method::post, "/account/contributions/{contribution}/withdrawal", moderation::take_back);
    routes.add(Method::get, "/manage/spaces/{space}/rights", community::show_managed_rights);
    routes.add(Method::post, "/manage/spaces/{space}/rights", community::update_rights);
    routes.add(Method::get, "/notifications", community::show_notifications);
    thread = site.thread("lea", "talk", "About brakes");
    max.get("/manage/spaces/talk/rights");
    EXPECT_EQ(max.post("/manage/spaces/talk/rights", Typed{{"openness", "curated"},
                                                           {"filled", "curated"},
                                                           {"reply.member", "waits"},
                                                           {"reply.newcomer", "waits"},
                                                           {"open_thread.member", "waits"},
                                                           {"open_thread.newcomer", "waits"},
                                                           {"edit_own.member", "no"},
                                                           {"edit_own.newcomer", "no"}})
                  .status,
              303);
  }
  std::string waiting() { return id_text(site.count("select min(id) from contribution where decision = 0")); }

  ForumSite site;
  Browser& max = site.as("max");
  Browser& ana = site.as("ana");
  Browser& lea = site.as("lea");
  std::string thread;
};

TEST_F(WaitingPages, KeepAReplyForALeaderWhoLetsItThrough) {
  EXPECT_TRUE(ana.get("/threads/" + thread + "/about-brakes").has("is read by somebody"));
  const auto sent = ana.post("/threads/" + thread + "/posts", {{"body", "A zanzibarette."}});
  EXPECT_EQ(sent.status, 303);
  EXPECT_EQ(sent.location, "/account/contributions");
  EXPECT_TRUE(ana.get("/account/contributions").has("zanzibarette"));
  EXPECT_FALSE(site.as("ben").get("/threads/" + thread + "/about-brakes").has("zanzibarette"));
  EXPECT_EQ(site.as("ben").get("/moderation").status, 403);
  EXPECT_TRUE(lea.get("/moderation").has("zanzibarette"));
  EXPECT_EQ(lea.post("/moderation/contributions/" + waiting(), {{"decision", "yes"}}).status, 303);
  EXPECT_TRUE(site.as("ben").get("/threads/" + thread + "/about-brakes").has("zanzibarette"));
  EXPECT_TRUE(ana.get("/notifications").has("let through"));
  EXPECT_FALSE(lea.get("/moderation").has("zanzibarette"));
}

TEST_F(WaitingPages, AskForTheReasonBesideItsField) {
  ana.get("/threads/" + thread + "/about-brakes");
  ana.post("/threads/" + thread + "/posts", {{"body", "A zanzibarette."}});
  lea.get("/moderation");
  const auto path = "/moderation/contributions/" + waiting();
  const auto refused = lea.post(path, {{"decision", "no"}, {"reason", " "}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(refused.has("-reason-error"));
  EXPECT_EQ(lea.post(path, {{"decision", "no"}, {"reason", "Ask in questions."}}).status, 303);
  EXPECT_THAT(site.last_verbs(1), ElementsAre(Verb::turned_down));
  EXPECT_TRUE(ana.get("/account/contributions").has("Ask in questions."));
  EXPECT_TRUE(ana.get("/notifications").has("turned down"));
  EXPECT_EQ(lea.post(path, {{"decision", "maybe"}}).status, 400);
}

TEST_F(WaitingPages, ShowTheTableOfAnotherOpennessBeforeItHolds) {
  max.get("/manage/spaces/talk/rights");
  const auto shown = max.post("/manage/spaces/talk/rights", {{"openness", "watched"}, {"filled", "curated"}});
  EXPECT_EQ(shown.status, 200);
  EXPECT_EQ(site.community().spaces().list()->find("talk")->openness, community::Openness::curated);
}

TEST_F(WaitingPages, KeepWhatWasReadFromBeingChangedAfterwards) {
  ana.get("/threads/" + thread + "/about-brakes");
  ana.post("/threads/" + thread + "/posts", {{"body", "Read and fine."}});
  lea.get("/moderation");
  lea.post("/moderation/contributions/" + waiting(), {{"decision", "yes"}});
  EXPECT_EQ(
      ana.post("/posts/" + site.post(thread, 2) + "/edit", {{"body", "A zanzibarette."}, {"revisions", "0"}}).status,
      403);
}

TEST_F(WaitingPages, FillTheTableFromTheOpennessWithoutSavingIt) {
  max.get("/manage/spaces/talk/rights");
  const auto filled = max.post("/manage/spaces/talk/rights", {{"openness", "free"}, {"fill", "1"}});
  EXPECT_EQ(filled.status, 200);
  EXPECT_FALSE(filled.has("value=\"waits\" selected"));
  EXPECT_EQ(site.community().spaces().list()->find("talk")->openness, community::Openness::curated);
  EXPECT_EQ(max.post("/manage/spaces/talk/rights", {{"openness", "ajar"}}).status, 422);
}

}  // namespace
}  // namespace parvis::app
