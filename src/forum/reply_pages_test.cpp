#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "forum/testing/forum_site.h"

namespace parvis::forum::testing {
namespace {

using community::Verb;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;

constexpr store::Sql kPosts{"select count(*) from post"};

TEST(Reply, StandsInItsPlaceAndLeadsThere) {
  ForumSite site;
  const auto thread = site.thread("ana", "talk");
  const auto answer = site.as("ben").post("/threads/" + thread + "/posts", {{"body", "Clean the *rims*."}});
  EXPECT_EQ(answer.status, 303);
  EXPECT_THAT(answer.location, EndsWith("/2#post-2"));
  EXPECT_THAT(site.last_verbs(1), ElementsAre(Verb::replied));
  EXPECT_THAT(site.as("ana").get("/threads/" + thread + "/a-thread-about-brakes").body,
              HasSubstr("Clean the <em>rims</em>."));
}

TEST(Reply, SentTwiceIsWrittenOnce) {
  ForumSite site;
  const auto thread = site.thread("ana", "talk");
  const auto first = site.as("ben").post("/threads/" + thread + "/posts", {{"body", "Clean the rims."}});
  const auto second = site.as("ben").post("/threads/" + thread + "/posts", {{"body", "Clean the rims."}});
  EXPECT_EQ(first.location, second.location);
  EXPECT_EQ(site.count(kPosts), 2);
  site.as("cleo").post("/threads/" + thread + "/posts", {{"body", "Clean the rims."}});
  EXPECT_EQ(site.count(kPosts), 3);
}

TEST(Reply, ComesBackWithItsWordsWhenSomethingIsWrong) {
  ForumSite site;
  const auto thread = site.thread("ana", "talk");
  for (const auto& body :
       {std::string(), std::string("  \n"), std::string(70'000, 'w'), std::string("caf\xE9"), std::string("a\x02z")}) {
    const auto answer = site.as("ben").post("/threads/" + thread + "/posts", {{"body", body}});
    EXPECT_EQ(answer.status, 422);
    EXPECT_THAT(answer.body, HasSubstr("id=\"reply-body-error\""));
  }
  EXPECT_EQ(site.count(kPosts), 1);
}

TEST(Reply, ToAThreadClosedMeanwhileKeepsTheText) {
  ForumSite site;
  const auto thread = site.thread("ana", "talk");
  site.as("lea").post("/threads/" + thread + "/closure", {{"value", "on"}});
  const auto answer = site.as("ben").post("/threads/" + thread + "/posts", {{"body", "My long text."}});
  EXPECT_EQ(answer.status, 409);
  EXPECT_THAT(answer.body, HasSubstr("My long text."));
  EXPECT_EQ(site.as("lea").post("/threads/" + thread + "/posts", {{"body", "A last word."}}).status, 303);
}

TEST(Reply, ToForgedPlacesIsRefused) {
  ForumSite site;
  const auto thread = site.thread("ana", "talk");
  const auto elsewhere = site.post(site.thread("ana", "talk", "Another thread"), 1);
  auto& ben = site.as("ben");
  EXPECT_EQ(ben.post("/threads/zzz/posts", {{"body", "Words."}}).status, 404);
  EXPECT_EQ(ben.post("/threads/-1/posts", {{"body", "Words."}}).status, 404);
  EXPECT_EQ(ben.post("/threads/" + thread + "/posts", {{"body", "Words."}, {"reply_to", elsewhere}}).status, 400);
  EXPECT_EQ(ben.post("/threads/" + thread + "/posts", {{"body", "Words."}, {"reply_to", "!"}}).status, 400);
  EXPECT_EQ(ben.post("/threads/" + thread + "/posts", {{"body", "Words."}, {"reply_to", "7zzz"}}).status, 404);
}

TEST(Reply, InASpaceForMembersIsHiddenFromVisitors) {
  ForumSite site;
  const auto thread = site.thread("ana", "workshop");
  Browser visitor(site);
  EXPECT_EQ(visitor.get("/posts/" + site.post(thread, 1) + "/reply").status, 404);
}

TEST(ReplyPage, QuotesThePassageWithItsAuthor) {
  ForumSite site;
  const auto thread = site.thread("ana", "talk", "Brakes", "They squeal.\n\n> as ben said\n\nAlways.");
  const auto post = site.post(thread, 1);
  const auto whole = site.as("ben").get("/posts/" + post + "/reply?quote=1");
  EXPECT_THAT(whole.body, HasSubstr("[@ana, 1](/threads/" + thread + "/1)"));
  EXPECT_THAT(whole.body, HasSubstr("&gt; They squeal."));
  EXPECT_FALSE(whole.has("&gt; as ben said"));
  const auto part = site.as("ben").get("/posts/" + post + "/reply?quote=squeal%0Atwo");
  EXPECT_THAT(part.body, HasSubstr("&gt; squeal\n&gt; two"));
  EXPECT_EQ(site.as("ben").get("/posts/" + post + "/reply?quote=%ff%00").status, 200);
}

TEST(ReplyPage, AddsAQuotationToTheDraft) {
  ForumSite site;
  const auto thread = site.thread("ana", "talk");
  auto& ben = site.as("ben");
  ben.post("/drafts", {{"place", "thread:" + thread}, {"body", "Half a reply"}});
  const auto page = ben.get("/posts/" + site.post(thread, 1) + "/reply?quote=1");
  EXPECT_THAT(page.body, HasSubstr("Half a reply\n\n&gt; [@ana, 1]"));
  ben.post("/threads/" + thread + "/posts", {{"body", "A whole reply."}});
  EXPECT_FALSE(ben.get("/posts/" + site.post(thread, 1) + "/reply").has("Half a reply"));
}

TEST(Comment, StandsUnderItsPost) {
  ForumSite site;
  const auto post = site.post(site.thread("ana", "talk"), 1);
  auto& ben = site.as("ben");
  const auto answer = ben.post("/posts/" + post + "/comments", {{"body", "A remark."}});
  EXPECT_EQ(answer.status, 303);
  EXPECT_THAT(answer.location, EndsWith("#post-1"));
  ben.post("/posts/" + post + "/comments", {{"body", "A remark."}});
  EXPECT_EQ(site.count({"select count(*) from comment"}), 1);
  EXPECT_THAT(ben.get(answer.location.substr(0, answer.location.find('#'))).body, HasSubstr("A remark."));
}

TEST(Comment, TooLongComesBackWhole) {
  ForumSite site;
  const auto post = site.post(site.thread("ana", "talk"), 1);
  const auto answer = site.as("ben").post("/posts/" + post + "/comments", {{"body", std::string(601, 'c')}});
  EXPECT_EQ(answer.status, 422);
  EXPECT_THAT(answer.body, HasSubstr(std::string(601, 'c')));
}

TEST(Comment, IsDeletedOnceAsked) {
  ForumSite site;
  const auto thread = site.thread("ana", "talk");
  site.as("ben").post("/posts/" + site.post(thread, 1) + "/comments", {{"body", "A remark."}});
  const auto comment = "/comments/" + id_text(site.count({"select id from comment"})) + "/deletion";
  EXPECT_EQ(site.as("cleo").post(comment, {{"sure", "yes"}}).status, 403);
  const auto question = site.as("ben").post(comment, {});
  EXPECT_EQ(question.status, 200);
  EXPECT_THAT(question.body, HasSubstr("A remark."));
  EXPECT_EQ(site.as("ben").post(comment, {{"sure", "yes"}}).status, 303);
  EXPECT_THAT(site.last_verbs(1), ElementsAre(Verb::comment_deleted));
}

TEST(Reply, ToAThreadThatWentMeanwhileGivesTheWordsBack) {
  ForumSite site;
  const auto thread = site.thread("ana", "talk");
  const auto post = site.reply("ana", thread);
  auto& ben = site.as("ben");
  ben.get("/threads/" + thread);
  ASSERT_EQ(site.as("lea").post("/threads/" + thread + "/deletion", {{"sure", "yes"}, {"deleted", "yes"}}).status, 303);
  const Typed typed{{"body", "My <long> text,\nof two lines."}};
  const auto answer = ben.post("/threads/" + thread + "/posts", typed);
  EXPECT_EQ(answer.status, 404);
  EXPECT_THAT(answer.body, HasSubstr("My &lt;long&gt; text,\nof two lines.</textarea>"));
  EXPECT_THAT(answer.body, HasSubstr("it was moved or deleted"));
  const auto never = ben.post("/threads/zz/posts", typed);
  EXPECT_EQ(never.status, 404);
  EXPECT_THAT(never.body, HasSubstr("it was moved or deleted")) << "one answer for what went and what never was";
  const auto comment = ben.post("/posts/" + post + "/comments", {{"body", "A short word."}});
  EXPECT_EQ(comment.status, 404);
  EXPECT_THAT(comment.body, HasSubstr("A short word.</textarea>"));
}

TEST(Reply, ToAThreadClosedMeanwhileGivesTheFormBack) {
  ForumSite site;
  const auto thread = site.thread("ana", "talk");
  auto& ben = site.as("ben");
  ben.get("/threads/" + thread);
  ASSERT_EQ(site.as("lea").post("/threads/" + thread + "/closure", {{"value", "on"}}).status, 303);
  const auto answer = ben.post("/threads/" + thread + "/posts", {{"body", "My long text."}});
  EXPECT_EQ(answer.status, 409);
  EXPECT_THAT(answer.body, HasSubstr("My long text.</textarea>"));
  EXPECT_THAT(answer.body, HasSubstr("closed"));
}

}  // namespace
}  // namespace parvis::forum::testing
