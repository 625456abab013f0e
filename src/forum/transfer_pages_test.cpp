#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "forum/testing/forum_site.h"

namespace parvis::forum {
namespace {

using community::Verb;
using ::testing::ElementsAre;
using testing::ForumSite;
using ::testing::HasSubstr;
using ::testing::Not;

struct TransferPages : ::testing::Test {
  ForumSite site;
  std::string thread = site.thread("ana", "talk", "Which chain?"), path = "/threads/" + thread;
  std::string second = site.reply("ben", thread, "Off the point"), third = site.reply("ana", thread, "On it");
  std::string talk = id_text(site.space("talk"));
};

TEST_F(TransferPages, SplitTickedPostsIntoAConversationAndLeadOn) {
  auto& lea = site.as("lea");
  const auto form = lea.get(path + "/split");
  EXPECT_EQ(form.status, 200);
  EXPECT_THAT(form.body, HasSubstr("value=\"" + second + "\""));
  const auto done =
      lea.post(path + "/split", {{"post", second}, {"title", "Something else"}, {"space", talk}, {"step", "split"}});
  ASSERT_EQ(done.status, 303) << done.body;
  EXPECT_THAT(done.location, HasSubstr("something-else"));
  EXPECT_THAT(site.last_verbs(1), ElementsAre(Verb::thread_split));
  const auto page = lea.get(path + "/which-chain");
  EXPECT_THAT(page.body, HasSubstr("Something else"));
  EXPECT_THAT(page.body, Not(HasSubstr("Off the point")));
  EXPECT_THAT(lea.get(path + "/which-chain/2").location, HasSubstr("something-else#post-1"));
  EXPECT_THAT(lea.get(path + "/2").location, HasSubstr("something-else#post-1")) << "as quotations name it";
}

TEST_F(TransferPages, SayBesideTheFieldWhatIsMissingAndLoseNothing) {
  const auto page = site.as("lea").post(path + "/split", {{"post", second}, {"title", ""}, {"step", "split"}});
  EXPECT_EQ(page.status, 422);
  EXPECT_THAT(page.body, HasSubstr("aria-invalid"));
  EXPECT_THAT(page.body, HasSubstr("checked"));
  const auto nothing =
      site.as("lea").post(path + "/split", {{"title", "Something else"}, {"space", talk}, {"step", "split"}});
  EXPECT_EQ(nothing.status, 422);
  EXPECT_THAT(nothing.body, HasSubstr("Choose the posts"));
}

TEST_F(TransferPages, KeepWhatWasTickedFromPageToPage) {
  auto& lea = site.as("lea");
  const auto later = lea.post(path + "/split", {{"post", second}, {"title", "Half"}, {"step", "to:3"}});
  EXPECT_EQ(later.status, 200);
  EXPECT_THAT(later.body, HasSubstr("type=\"hidden\" name=\"post\" value=\"" + second + "\""));
  EXPECT_THAT(later.body, HasSubstr("value=\"Half\""));
  EXPECT_THAT(later.body, HasSubstr("value=\"to:1\"")) << "the way back to earlier posts";
  const auto rest =
      lea.post(path + "/split", {{"post", second}, {"rest", "1"}, {"title", "The rest"}, {"space", talk}});
  ASSERT_EQ(rest.status, 303);
  EXPECT_EQ(site.count("select count(*) from post where number = 2"), 1) << "the third is second there";
  EXPECT_EQ(site.count("select count(*) from post where number = 1"), 2);
}

TEST_F(TransferPages, MergeAfterSayingWhatGoesWhere) {
  const auto other = site.thread("ben", "talk", "Chains again");
  auto& lea = site.as("lea");
  const auto asked = lea.get(path + "/merge?with=" + http::percent_encode("https://square.example/threads/" + other));
  EXPECT_EQ(asked.status, 200);
  EXPECT_THAT(asked.body, HasSubstr("“Chains again”"));
  const auto done = lea.post(path + "/merge", {{"with", other}});
  ASSERT_EQ(done.status, 303) << done.body;
  EXPECT_THAT(done.location, HasSubstr("which-chain"));
  EXPECT_THAT(lea.get("/threads/" + other + "/chains-again").location, HasSubstr("which-chain/4#post-4"));
  // Who was writing a reply there loses nothing.
  const auto replied = site.as("ana").post("/threads/" + other + "/posts", {{"body", "Still here"}});
  EXPECT_EQ(replied.status, 303);
  EXPECT_THAT(replied.location, HasSubstr("which-chain"));
}

TEST_F(TransferPages, RefuseWhatIsNoConversationBesideTheField) {
  auto& lea = site.as("lea");
  for (const auto& wrong : {std::string("nothing"), thread, std::string("/threads/zzz")}) {
    EXPECT_EQ(lea.get(path + "/merge?with=" + http::percent_encode(wrong)).status, 422) << wrong;
  }
}

TEST_F(TransferPages, TakeBackWhatWasDoneLately) {
  auto& lea = site.as("lea");
  lea.post(path + "/split", {{"post", second}, {"title", "Something else"}, {"space", talk}});
  const auto page = lea.get(path + "/split").body;
  const auto at = page.find("/transfers/");
  ASSERT_NE(at, std::string::npos);
  const auto address = path + page.substr(at, page.find('"', at) - at);
  EXPECT_EQ(site.as("ben").post(address, {}).status, 403);
  EXPECT_EQ(lea.post(address, {}).status, 303);
  EXPECT_THAT(lea.get(path + "/which-chain").body, HasSubstr("Off the point"));
}

TEST_F(TransferPages, OfferTheWayBackInTheThreadUntilItWasTaken) {
  auto& lea = site.as("lea");
  EXPECT_THAT(lea.get(path + "/which-chain").body, Not(HasSubstr("/transfers/")));
  const auto done = lea.post(path + "/split", {{"post", second}, {"title", "Something else"}, {"space", talk}});
  const auto page = lea.get(done.location).body;
  EXPECT_THAT(page, HasSubstr("It can be taken back for a day."));
  EXPECT_THAT(page, HasSubstr("notice-way")) << "below the notice";
  EXPECT_THAT(lea.get(path + "/which-chain").body, HasSubstr("Take back the split")) << "and in the menu";
  EXPECT_THAT(site.as("ben").get(path + "/which-chain").body, Not(HasSubstr("/transfers/")));
  const auto at = page.find("/transfers/");
  ASSERT_NE(at, std::string::npos);
  const auto address = path + page.substr(at, page.find('"', at) - at);
  EXPECT_EQ(lea.post(address, {}).status, 303);
  for (const auto& place : {path + "/which-chain", path + "/split"}) {
    EXPECT_THAT(lea.get(place).body, Not(HasSubstr("/transfers/"))) << place;
  }
  EXPECT_EQ(lea.post(address, {}).status, 409) << "once";
}

TEST_F(TransferPages, OfferNothingThatADeletedConversationDoesNotTake) {
  auto& lea = site.as("lea");
  const auto page = path + "/which-chain";
  EXPECT_THAT(lea.get(page).body, HasSubstr(path + "/split"));
  site.as("max").post("/posts/" + second + "/deletion", {{"sure", "yes"}, {"deleted", "yes"}});
  ASSERT_EQ(site.as("max").post(path + "/deletion", {{"sure", "yes"}, {"deleted", "yes"}}).status, 303);
  const auto deleted = lea.get(page).body;
  EXPECT_THAT(deleted, HasSubstr("href=\"" + path + "/deletion\"")) << "the way to restore it";
  for (const auto* way : {"/split", "/merge", "/move", "/pace", "/closure", "/pin", "/edit"}) {
    EXPECT_THAT(deleted, Not(HasSubstr(path + way + "\""))) << way;
  }
  EXPECT_THAT(deleted, Not(HasSubstr("name=\"deleted\" value=\"no\""))) << "its posts are restored after it";
  for (const auto* way : {"/split", "/merge", "/move"}) {
    const auto refused = lea.get(path + way);
    EXPECT_EQ(refused.status, 409) << way;
    EXPECT_THAT(refused.body, HasSubstr("Restore it first")) << way;
  }
}

TEST_F(TransferPages, TakeNoSplitBackWhoseConversationWasDeletedSince) {
  auto& lea = site.as("lea");
  const auto done = lea.post(path + "/split", {{"post", second}, {"title", "Something else"}, {"space", talk}});
  const auto split = done.location.substr(0, done.location.find("/something-else"));
  ASSERT_EQ(lea.post(split + "/deletion", {{"sure", "yes"}, {"deleted", "yes"}}).status, 303);
  EXPECT_THAT(lea.get(path + "/which-chain").body, Not(HasSubstr("/transfers/")));
  EXPECT_THAT(lea.get(path + "/split").body, Not(HasSubstr("/transfers/")));
  EXPECT_THAT(lea.get(path + "/split").body, HasSubstr("Posts went to “Something else”.")) << "it is still told";
  ASSERT_EQ(lea.post(split + "/deletion", {{"sure", "yes"}, {"deleted", "no"}}).status, 303);
  EXPECT_THAT(lea.get(path + "/which-chain").body, HasSubstr("/transfers/"));
}

TEST_F(TransferPages, NameNoConversationThatIsClosedToWhoLooks) {
  auto& max = site.as("max");
  const auto workshop = id_text(site.space("workshop"));
  max.post(path + "/split", {{"post", second}, {"title", "Something secret"}, {"space", workshop}});
  EXPECT_THAT(max.get(path + "/split").body, HasSubstr("Posts went to “Something secret”."));
  site.community().store().write([](store::Transaction& t) {
    t.run("delete from space_leader where space in (select id from space where slug = 'workshop')");
    t.run("update space set visibility = 4 where slug = 'workshop'");
  });
  site.community().spaces().reload();
  const auto page = site.as("lea").get(path + "/split").body;
  EXPECT_THAT(page, HasSubstr("Posts went to another conversation."));
  EXPECT_THAT(page, Not(HasSubstr("Something secret")));
}

TEST_F(TransferPages, FindANumberOfAConversationThatWasMerged) {
  const auto other = site.thread("ben", "talk", "Chains again");
  site.reply("ana", other, "Again");
  site.as("lea").post(path + "/merge", {{"with", other}});
  auto& ana = site.as("ana");
  EXPECT_THAT(ana.get("/threads/" + other + "/at?number=2").location, HasSubstr("which-chain/5#post-5"));
  EXPECT_THAT(ana.get(path + "/at?number=2").location, HasSubstr("which-chain/2#post-2"));
}

TEST_F(TransferPages, AreForThoseWhoMoveConversations) {
  EXPECT_EQ(site.as("ben").get(path + "/split").status, 403);
  EXPECT_EQ(site.as("ben").post(path + "/split", {{"post", second}, {"title", "Mine"}, {"space", talk}}).status, 403);
  EXPECT_EQ(site.as("ben").post(path + "/merge", {{"with", thread}}).status, 403);
}

}  // namespace
}  // namespace parvis::forum
