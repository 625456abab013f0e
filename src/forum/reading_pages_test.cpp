#include <gtest/gtest.h>

#include "forum/testing/reading_site.h"

namespace parvis::forum {
namespace {

using namespace community;
using testing::expect_sound;
using testing::ReadingSite;

const std::vector<std::string> kLists{"/latest", "/newest", "/appreciated", "/unanswered", "/spaces", "/tags"};

TEST(ReadingPages, AreSoundAndSayWhatToDoWhenTheSquareIsEmpty) {
  ReadingSite site;
  const auto ana = site.square.member("Ana");
  site.open();
  for (const auto& path : kLists) {
    const auto page = site.get(site.square.visitor(), path);
    EXPECT_EQ(page.status, 200) << path;
    expect_sound(page);
    if (path != "/spaces") {
      EXPECT_TRUE(page.has("class=\"empty\"")) << path;
    }
  }
  for (const auto* path : {"/followed", "/unread", "/spaces/talk", "/spaces/questions?order=unanswered"}) {
    const auto page = site.get(ana, path);
    EXPECT_EQ(page.status, 200) << path;
    EXPECT_TRUE(page.has("class=\"empty\"")) << path;
    expect_sound(page);
  }
}

TEST(ReadingPages, ShowTheThreadsOfASpaceWithTheirTags) {
  ReadingSite site;
  const auto ana = site.square.member("Ana"), ben = site.square.member("Ben");
  const auto thread = site.square.thread(ana, site.square.questions, "Which chain?", "For a tandem.", {"chain"});
  site.square.reply(ben, thread.thread);
  site.open();
  const auto page = site.get(site.square.visitor(), "/spaces/questions");
  expect_sound(page);
  EXPECT_TRUE(page.has("Which chain?"));
  EXPECT_TRUE(page.has("<b>Ana</b> asks"));
  EXPECT_TRUE(page.has("last word from Ben"));
  EXPECT_TRUE(page.has("href=\"/tags/chain\""));
  EXPECT_TRUE(page.has("rel=\"canonical\" href=\"https://square.example/spaces/questions\""));
}

TEST(ReadingPages, NeverShowMembersSpacesToVisitors) {
  ReadingSite site;
  const auto ana = site.square.member("Ana");
  const auto thread =
      site.square.thread(ana, site.square.members_only, "The canary title", "The canary words", {"canarytag"});
  site.square.thread(ana, site.square.talk, "An open thread", "Open words", {"open"});
  site.open();
  const auto id = id_text(thread.thread);
  const std::vector<std::string> asked{"/spaces/workshop",
                                       "/tags/canarytag",
                                       "/threads/" + id,
                                       "/threads/" + id + "/the-canary-title",
                                       "/threads/" + id + "/at?number=1",
                                       "/threads/" + id + "/posts?after=1",
                                       "/posts/" + id_text(thread.post)};
  for (const auto& path : asked) {
    const auto refused = site.get(site.square.visitor(), path);
    EXPECT_EQ(refused.status, 404) << path;
    EXPECT_FALSE(refused.has("canary") && !refused.has("return_to")) << path;
    EXPECT_FALSE(refused.has("The canary")) << path;
    EXPECT_TRUE(refused.location.empty()) << path;
    EXPECT_LT(site.get(ana, path).status, 400) << path;
  }
  for (const auto& path : kLists) {
    const auto page = site.get(site.square.visitor(), path);
    EXPECT_FALSE(page.has("canary")) << path;
    EXPECT_FALSE(page.has("workshop")) << path;
  }
  EXPECT_TRUE(site.get(ana, "/latest").has("The canary title"));
}

TEST(ReadingPages, KeepOnlyTheMainListsForSearchEngines) {
  ReadingSite site;
  const auto ana = site.square.member("Ana");
  site.square.thread(ana, site.square.talk);
  site.open();
  for (const auto* path : {"/latest", "/spaces/talk"}) EXPECT_FALSE(site.get({}, path).has("noindex")) << path;
  for (const auto* path : {"/newest", "/unanswered", "/spaces/talk?order=newest", "/spaces/questions", "/nowhere"}) {
    EXPECT_TRUE(site.get({}, path).has("noindex")) << path;
  }
}

TEST(ReadingPages, AreKeptForVisitorsAloneAndCarryNoToken) {
  ReadingSite site;
  const auto ana = site.square.member("Ana");
  const auto thread = site.square.thread(ana, site.square.talk);
  site.open();
  for (const auto& path : {std::string("/latest"), "/threads/" + id_text(thread.thread) + "/a-thread-about-brakes"}) {
    const auto kept = site.get({}, path);
    ASSERT_TRUE(kept.response.keep) << path;
    EXPECT_FALSE(kept.has("a-form-token")) << path;
    EXPECT_TRUE(kept.response.cookies.empty()) << path;
    const auto own = site.get(ana, path);
    EXPECT_FALSE(own.response.keep) << path;
    EXPECT_TRUE(own.has("a-form-token")) << path;
  }
}

TEST(ReadingPages, AskMembersOnlyListsToSignIn) {
  ReadingSite site;
  site.open();
  for (const auto* path : {"/followed", "/unread"}) EXPECT_EQ(site.get({}, path).status, 401) << path;
}

TEST(ReadingPages, SpeakTheLanguageOfTheVisit) {
  ReadingSite site;
  site.open();
  const auto page = site.get({}, "/latest", text::Language::fr);
  EXPECT_TRUE(page.has("<html lang=\"fr\">"));
  EXPECT_TRUE(page.has("On en parle"));
}

TEST(ReadingPages, TakeAnyCursorForWhatItIs) {
  ReadingSite site;
  const auto ana = site.square.member("Ana");
  for (int i = 0; i < 32; ++i) site.square.thread(ana, site.square.talk, "Thread " + std::to_string(i));
  site.open();
  const auto first = site.get({}, "/latest");
  EXPECT_TRUE(first.has("rel=\"next\""));
  EXPECT_FALSE(first.has(">Thread 1<"));
  for (const auto* cursor : {"", "x", "%27%20or%201=1", "9999999999999999999999"}) {
    EXPECT_EQ(site.get({}, std::string("/latest?after=") + cursor).status, 200) << cursor;
  }
}

}  // namespace
}  // namespace parvis::forum
