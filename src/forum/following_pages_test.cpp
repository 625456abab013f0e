// What one follows and what one has not read, as a member keeps them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "forum/testing/forum_site.h"

namespace parvis::forum::testing {
namespace {

TEST(FollowingPage, ShowsEverythingFollowedAndEndsIt) {
  ForumSite site;
  const auto thread = site.thread("ana", "questions", "Which chain?", "For a tandem.", "chains");
  auto& ben = site.as("ben");
  EXPECT_TRUE(ben.get("/account/following").has("You follow nothing yet."));
  ben.get("/threads/" + thread + "/which-chain");
  ben.post("/threads/" + thread + "/follow", {{"follow", "on"}});
  ben.post("/spaces/talk/follow", {{"follow", "on"}});
  ben.post("/tags/chains/follow", {{"follow", "on"}});
  ben.post("/members/ana/follow", {{"follow", "on"}});
  const auto page = ben.get("/account/following");
  for (const std::string path :
       {"/threads/" + thread, std::string("/spaces/talk"), std::string("/tags/chains"), std::string("/members/ana")}) {
    EXPECT_TRUE(page.has("action=\"" + path + "/follow\"")) << path;
    const auto ended = ben.post(path + "/follow", {{"follow", "off"}, {"return_to", "/account/following"}});
    EXPECT_EQ(ended.location, "/account/following") << path;
  }
  EXPECT_TRUE(ben.get("/account/following").has("You follow nothing yet."));
  EXPECT_EQ(ben.post("/members/ana/follow", {{"return_to", "https://elsewhere.example/"}}).location, "/");
}

TEST(FollowingPage, IsReachedFromTheAccountTheListAndTheNotifications) {
  ForumSite site;
  site.reply("ben", site.thread("ana", "talk"));
  auto& ana = site.as("ana");
  for (const auto* place : {"/account", "/followed"}) {
    EXPECT_TRUE(ana.get(place).has("href=\"/account/following\"")) << place;
  }
}

TEST(FollowingPage, ShowsNothingThatMayNoLongerBeRead) {
  ForumSite site;
  const auto hidden = site.thread("ana", "workshop", "Secret chain", "Words.", "hush");
  auto& ben = site.as("ben");
  ben.get("/threads/" + hidden + "/secret-chain");
  ben.post("/tags/hush/follow", {{"follow", "on"}});
  EXPECT_TRUE(ben.get("/account/following").has("hush"));
  site.as("max").get("/threads/" + hidden + "/deletion");
  site.as("max").post("/threads/" + hidden + "/deletion", {{"sure", "yes"}});
  EXPECT_FALSE(ben.get("/account/following").has("hush"));
}

TEST(UnreadList, IsMarkedAllAsReadButForWhatCameMeanwhile) {
  ForumSite site;
  auto& cleo = site.as("cleo");
  const auto one = site.thread("ana", "talk", "One");
  const auto two = site.thread("ana", "workshop", "Two");
  cleo.get("/threads/" + one + "/one");
  site.reply("ben", one, "And more.");
  const auto page = cleo.get("/unread");
  ASSERT_TRUE(page.has("Mark all as read"));
  const auto until = community::testing::hidden_value(page.body, "until");
  site.thread("ben", "talk", "Three");
  EXPECT_EQ(cleo.post("/unread/read", {{"until", until}}).location, "/unread");
  const auto after = cleo.get("/unread");
  EXPECT_FALSE(after.has(">One<"));
  EXPECT_FALSE(after.has(">Two<"));
  EXPECT_TRUE(after.has("Three")) << "written after the page was read";
  EXPECT_EQ(cleo.post("/unread/read", {{"until", "99999999999999999"}}).status, 303) << "never beyond now";
  EXPECT_FALSE(cleo.get("/unread").has("Mark all as read"));
  site.reply("ben", one, "Later.");
  EXPECT_TRUE(cleo.get("/unread").has("One"));
  for (const auto* nonsense : {"", "soon", "1x"}) {
    EXPECT_EQ(cleo.post("/unread/read", {{"until", nonsense}}).status, 400) << nonsense;
  }
}

}  // namespace
}  // namespace parvis::forum::testing
