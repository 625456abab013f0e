#include <gtest/gtest.h>

#include "community/threads/post_deletion.h"
#include "community/threads/solution.h"
#include "forum/testing/reading_site.h"

namespace parvis::forum {
namespace {

using namespace community;
using testing::expect_sound;
using testing::ReadingSite;

struct ThreadReading : ::testing::Test {
  ReadingSite site;
  Viewer ana = site.square.member("Ana"), ben = site.square.member("Ben");

  // "/threads/ID" of a thread with so many posts.
  std::string thread(SpaceId space, int posts, const std::string& title = "Which chain for a tandem?") {
    opened = site.square.thread(ana, space, title, "For two riders.");
    for (int i = 2; i <= posts; ++i) {
      replies.push_back(site.square.reply(ben, opened.thread, "Reply " + std::to_string(i)));
    }
    return "/threads/" + id_text(opened.thread);
  }
  OpenedThread opened;
  std::vector<PublishedPost> replies;
};

TEST_F(ThreadReading, HaveOneAddressToWhichTheOthersLead) {
  const auto path = thread(site.square.talk, 2);
  site.open();
  const auto canonical = path + "/which-chain-for-a-tandem";
  EXPECT_EQ(site.get({}, canonical).status, 200);
  for (const auto& other : {path, path + "/an-older-title", path + "/%2e%2e"}) {
    const auto page = site.get({}, other);
    EXPECT_EQ(page.status, 301) << other;
    EXPECT_EQ(page.location, canonical) << other;
  }
  EXPECT_EQ(site.get({}, path + "/an-older-title/2").location, canonical + "/2");
  EXPECT_EQ(site.get({}, "/posts/" + id_text(replies.front().id)).location, canonical + "/2#post-2");
}

TEST_F(ThreadReading, RefuseWhatIsNoThreadAndNoNumber) {
  const auto path = thread(site.square.talk, 2);
  site.open();
  for (const auto& wrong :
       {std::string("/threads/zzz!"), std::string("/threads/1"), path + "/which-chain-for-a-tandem/0",
        path + "/which-chain-for-a-tandem/-1", path + "/which-chain-for-a-tandem/2x",
        path + "/which-chain-for-a-tandem/99999999999999999999", std::string("/posts/nothing")}) {
    EXPECT_EQ(site.get({}, wrong).status, 404) << wrong;
  }
  EXPECT_EQ(site.get({}, path + "/which-chain-for-a-tandem/99").location, path + "/which-chain-for-a-tandem/2#post-2");
}

TEST_F(ThreadReading, AreReadableByVisitorsWithTheDoorToReply) {
  const auto path = thread(site.square.talk, 3) + "/which-chain-for-a-tandem";
  site.open();
  const auto page = site.get({}, path);
  expect_sound(page);
  EXPECT_EQ(page.count("<article class=\"post\""), 3u);
  EXPECT_TRUE(page.has("id=\"post-3\""));
  EXPECT_TRUE(page.has("Sign in to reply"));
  EXPECT_FALSE(page.has("<textarea"));
  EXPECT_TRUE(page.has("DiscussionForumPosting"));
  EXPECT_TRUE(page.has("rel=\"canonical\" href=\"https://square.example" + path + "\""));
}

TEST_F(ThreadReading, ArePagedByPostNumber) {
  const auto path = thread(site.square.talk, 45) + "/which-chain-for-a-tandem";
  site.open();
  const auto second = site.get({}, path + "/25");
  expect_sound(second);
  EXPECT_TRUE(second.has("id=\"post-21\""));
  EXPECT_TRUE(second.has("id=\"post-40\""));
  EXPECT_FALSE(second.has("id=\"post-20\""));
  EXPECT_TRUE(second.has("<link rel=\"prev\" href=\"" + path + "\">"));
  EXPECT_TRUE(second.has("<link rel=\"next\" href=\"" + path + "/41\">"));
  EXPECT_TRUE(second.has("rel=\"canonical\" href=\"https://square.example" + path + "/21\""));
}

TEST_F(ThreadReading, ShowTheAcceptedAnswerUnderTheQuestion) {
  const auto path = thread(site.square.questions, 5) + "/which-chain-for-a-tandem";
  site.square.write(
      [&](store::Transaction& transaction) { accept_solution(transaction, site.square.act(ana), replies.back().id); });
  site.open();
  const auto page = site.get({}, path);
  expect_sound(page);
  EXPECT_EQ(page.count("class=\"post solution\""), 1u);
  EXPECT_TRUE(page.has("class=\"answered\""));
  EXPECT_TRUE(page.has("href=\"" + path + "/5#post-5\""));
  EXPECT_TRUE(page.has("QAPage"));
  EXPECT_TRUE(page.has("acceptedAnswer"));
}

TEST_F(ThreadReading, DoNotAnnounceAnAnswerThatStandsRightBelow) {
  const auto path = thread(site.square.questions, 3) + "/which-chain-for-a-tandem";
  site.square.write(
      [&](store::Transaction& transaction) { accept_solution(transaction, site.square.act(ana), replies.front().id); });
  site.open();
  EXPECT_FALSE(site.get({}, path).has("class=\"answered\""));
}

TEST_F(ThreadReading, LetMembersActOnOthersPostsAndNotOnTheirOwn) {
  const auto path = thread(site.square.questions, 2) + "/which-chain-for-a-tandem";
  site.open();
  const auto page = site.get(ana, path);
  expect_sound(page);
  const auto reply = id_text(replies.front().id), own = id_text(opened.post);
  EXPECT_TRUE(page.has("action=\"/posts/" + reply + "/reactions\""));
  EXPECT_TRUE(page.has("action=\"/posts/" + reply + "/votes\""));
  EXPECT_TRUE(page.has("Accept this answer"));
  EXPECT_FALSE(page.has("action=\"/posts/" + own + "/reactions\""));
  EXPECT_FALSE(page.has("action=\"/posts/" + own + "/votes\""));
  EXPECT_FALSE(site.get(ben, path).has("Accept this answer"));
}

TEST_F(ThreadReading, RememberWhatAMemberHasRead) {
  const auto thread_path = thread(site.square.talk, 4);
  const auto path = thread_path + "/which-chain-for-a-tandem";
  const auto cleo = site.square.member("Cleo");
  site.open();
  EXPECT_EQ(site.get(cleo, thread_path + "/unread").location, path + "#post-1");
  site.get(cleo, path);
  EXPECT_EQ(site.get(cleo, thread_path + "/unread").location, path + "/4#post-4");
  EXPECT_FALSE(site.get(cleo, "/latest").has("talk unread"));
}

TEST_F(ThreadReading, DoNotCountPagesFetchedAheadAsRead) {
  const auto cleo = site.square.member("Cleo");  // who was there before, so that it is news
  const auto thread_path = thread(site.square.talk, 4);
  site.open();
  site.headers.add("sec-purpose", "prefetch");
  site.get(cleo, thread_path + "/which-chain-for-a-tandem");
  EXPECT_TRUE(site.get(cleo, "/latest").has("talk unread"));
}

TEST_F(ThreadReading, DoNotCountWhatAScriptLooksAtAsRead) {
  const auto cleo = site.square.member("Cleo");  // who was there before, so that it is news
  const auto thread_path = thread(site.square.talk, 4);
  site.open();
  site.headers.add("x-glance", "1");
  site.get(cleo, thread_path + "/which-chain-for-a-tandem");
  EXPECT_TRUE(site.get(cleo, "/latest").has("talk unread"));
}

TEST_F(ThreadReading, JumpToADate) {
  const auto thread_path = thread(site.square.talk, 3);
  site.open();
  const auto path = thread_path + "/which-chain-for-a-tandem";
  EXPECT_EQ(site.get({}, thread_path + "/at?date=2020-01-01").location, path + "#post-1");
  EXPECT_EQ(site.get({}, thread_path + "/at?date=2099-01-01").location, path + "/3#post-3");
  EXPECT_EQ(site.get({}, thread_path + "/at?date=nonsense").location, path + "#post-1");
  EXPECT_EQ(site.get({}, thread_path + "/at?number=2").location, path + "/2#post-2");
  EXPECT_EQ(site.get({}, thread_path + "/at?number=x").status, 404);
}

TEST_F(ThreadReading, LeaveATraceOfADeletedPostWithoutItsWords) {
  const auto path = thread(site.square.talk, 3) + "/which-chain-for-a-tandem";
  const auto leader = site.square.leader("Lea");
  site.square.write(
      [&](store::Transaction& transaction) { delete_post(transaction, site.square.act(leader), replies.front().id); });
  site.open();
  const auto page = site.get({}, path);
  EXPECT_TRUE(page.has("Post 2 was deleted."));
  EXPECT_FALSE(page.has("Reply 2"));
  EXPECT_TRUE(site.get(leader, path).has("Reply 2"));
}

TEST_F(ThreadReading, CanBeTitledWithAWordOfTheRoutes) {
  const auto thread_path = thread(site.square.talk, 2, "Unread");
  site.open();
  const auto place = site.get(ana, thread_path + "/unread").location;
  EXPECT_EQ(place, thread_path + "/unread-/2#post-2");
  EXPECT_EQ(site.get(ana, thread_path + "/unread-").status, 200);
}

TEST_F(ThreadReading, GiveNewPostsAsPieces) {
  const auto thread_path = thread(site.square.talk, 4);
  site.open();
  const auto pieces = site.get({}, thread_path + "/posts?after=2");
  EXPECT_EQ(pieces.count("<article"), 2u);
  EXPECT_FALSE(pieces.has("<html"));
  EXPECT_EQ(site.get({}, thread_path + "/posts?after=many").status, 404);
}

TEST_F(ThreadReading, LetTheKeyboardIntoWhatScrolls) {
  const auto written = site.square.thread(ana, site.square.talk, "Torque",
                                          "| a | b |\n|---|---|\n| 1 | 2 |\n\n```\n<table> 6 Nm\n```\n");
  site.open();
  const auto page = site.get({}, "/threads/" + id_text(written.thread) + "/" + written.slug);
  EXPECT_EQ(page.count("<table tabindex=\"0\">"), 1u);
  EXPECT_EQ(page.count("<pre tabindex=\"0\">"), 1u);
  EXPECT_TRUE(page.has("&lt;table&gt; 6 Nm"));
}

TEST_F(ThreadReading, DisarmHostileNamesTitlesAndWords) {
  const std::string hostile = "\"><script>alert(1)</script><b onclick=\"x\">";
  const auto mallory = site.square.member(hostile);
  const auto opened_by_mallory = site.square.thread(mallory, site.square.talk, hostile,
                                                    hostile + " [x](javascript:alert(1)) ![y](javascript:alert(2))");
  site.square.reply(mallory, opened_by_mallory.thread, "</script><!--");
  site.open();
  const auto path = "/threads/" + id_text(opened_by_mallory.thread) + "/" + opened_by_mallory.slug;
  for (const auto& asked : {path, std::string("/latest"), std::string("/spaces/talk")}) {
    for (const auto& viewer : {Viewer{}, ana, mallory}) {
      const auto page = site.get(viewer, asked);
      EXPECT_EQ(page.status, 200) << asked;
      expect_sound(page);
      EXPECT_FALSE(page.has("<script>alert")) << asked;
      EXPECT_FALSE(page.has("<b onclick")) << asked;
    }
  }
}

}  // namespace
}  // namespace parvis::forum
