#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "community/search/indexer.h"
#include "forum/testing/forum_site.h"
#include "forum/writing_pages.h"

namespace parvis::forum::testing {
namespace {

using community::Verb;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr store::Sql kThreads{"select count(*) from thread"};

Typed typed(const std::string& title, const std::string& body, const std::string& tags = "") {
  return {{"title", title}, {"body", body}, {"tags", tags}};
}

TEST(NewThread, OpensInItsSpaceAndLeadsThere) {
  ForumSite site;
  auto& ana = site.as("ana");
  EXPECT_EQ(ana.get("/spaces/questions/threads/new").status, 200);
  const auto answer = ana.post("/spaces/questions/threads", typed("Which chain?", "Eleven *speeds*.", "chain, tandem"));
  ASSERT_EQ(answer.status, 303);
  EXPECT_THAT(site.last_verbs(1), ElementsAre(Verb::thread_opened));
  const auto page = ana.get(answer.location);
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("Eleven <em>speeds</em>."));
  EXPECT_THAT(page.body, HasSubstr("tandem"));
}

TEST(NewThread, AsksForASpaceWhenTheAddressNamesNone) {
  ForumSite site;
  auto& ana = site.as("ana");
  EXPECT_THAT(ana.get("/threads/new").body, HasSubstr("<select"));
  auto fields = typed("Which chain?", "Eleven speeds.");
  EXPECT_EQ(ana.post("/threads", fields).status, 422);
  fields.push_back({"space", id_text(site.space("talk"))});
  EXPECT_EQ(ana.post("/threads", fields).status, 303);
}

TEST(NewThread, IsForMembers) {
  ForumSite site;
  Browser visitor(site);
  const auto answer = visitor.get("/threads/new");
  EXPECT_THAT(answer.body, HasSubstr("name=\"password\""));
}

TEST(NewThread, KeepsWhatWasTypedAndSaysWhatIsWrong) {
  struct Case {
    const char* what;
    std::string title, body, tags, field;
  };
  const std::vector<Case> cases{
      {"no title", "", "words", "", "title"},
      {"a title too long", std::string(300, 't'), "words", "", "title"},
      {"no words", "A title", "", "", "body"},
      {"only blanks", "A title", " \n\t ", "", "body"},
      {"words too long", "A title", std::string(70'000, 'w'), "", "body"},
      {"bad UTF-8", "A title", "caf\xE9", "", "body"},
      {"a control character", "A title", std::string("a\x01z"), "", "body"},
      {"NUL", "A title", std::string("a\0z", 3), "", "body"},
      {"a title that reorders", "pay \xE2\x80\xAEtxt.exe", "words", "", "title"},
      {"a title of two lines", "one\ntwo", "words", "", "title"},
      {"six tags", "A title", "words", "a1,b2,c3,d4,e5,f6", "tags"},
      {"a long tag", "A title", "words", std::string(60, 'x'), "tags"},
  };
  ForumSite site;
  auto& ana = site.as("ana");
  for (const auto& each : cases) {
    const auto answer = ana.post("/spaces/talk/threads", typed(each.title, each.body, each.tags));
    EXPECT_EQ(answer.status, 422) << each.what;
    EXPECT_THAT(answer.body, HasSubstr("id=\"thread-" + each.field + "-error\"")) << each.what;
    if (each.title == "A title") EXPECT_THAT(answer.body, HasSubstr("value=\"A title\"")) << each.what;
  }
  EXPECT_EQ(site.count(kThreads), 0);
}

TEST(NewThread, TakesAForgedSpaceForNone) {
  ForumSite site;
  auto& ana = site.as("ana");
  for (const auto* space : {"0", "-1", "zzzzzzzzzzzzz", "7' or 1=1", "../talk"}) {
    auto fields = typed("Which chain?", "Eleven speeds.");
    fields.push_back({"space", space});
    EXPECT_EQ(ana.post("/threads", fields).status, 422) << space;
  }
  EXPECT_EQ(ana.post("/spaces/nowhere/threads", typed("Which chain?", "Eleven.")).status, 404);
}

TEST(NewThread, SentTwiceOpensOnce) {
  ForumSite site;
  auto& ana = site.as("ana");
  const auto first = ana.post("/spaces/talk/threads", typed("Which chain?", "Eleven speeds."));
  const auto second = ana.post("/spaces/talk/threads", typed("Which chain?", "Eleven speeds."));
  EXPECT_EQ(first.location, second.location);
  EXPECT_EQ(site.count(kThreads), 1);
  EXPECT_NE(ana.post("/spaces/talk/threads", typed("Which chain?", "Twelve speeds.")).location, first.location);
}

TEST(NewThread, IsPreviewedWithoutBeingOpened) {
  ForumSite site;
  auto fields = typed("Which chain?", "Eleven **speeds**.");
  fields.push_back({"preview", "1"});
  const auto answer = site.as("ana").post("/spaces/talk/threads", fields);
  EXPECT_EQ(answer.status, 200);
  EXPECT_THAT(answer.body, HasSubstr("<strong>speeds</strong>"));
  EXPECT_THAT(answer.body, HasSubstr("value=\"Which chain?\""));
  EXPECT_EQ(site.count(kThreads), 0);
}

TEST(NewThread, LooksForSimilarOnesByTheBeginningOfAnEndlessTitle) {
  ForumSite site;
  site.thread("ben", "talk", "Which chain lasts?", "Words.");
  community::index_pending(site.community().store());
  const std::string filling(2000, 'x');
  EXPECT_THAT(site.as("ana").get("/threads/similar?title=Which+chain+" + filling).body,
              HasSubstr("Which chain lasts?"));
  EXPECT_THAT(site.as("ana").get("/threads/similar?title=" + filling + "+chain").body,
              Not(HasSubstr("Which chain lasts?")));
}

TEST(NewThread, IsRefusedWithAForeignFormToken) {
  ForumSite site;
  auto& ana = site.as("ana");
  const auto answer = ana.post_with_token("/spaces/talk/threads", typed("Which chain?", "Eleven."), "forged");
  EXPECT_NE(answer.status, 303);
  EXPECT_THAT(answer.body, HasSubstr("Which chain?"));
  EXPECT_EQ(
      ana.post_from("/spaces/talk/threads", typed("Which chain?", "Eleven."), "cross-site", "https://elsewhere.example")
          .status,
      403);
  EXPECT_EQ(site.count(kThreads), 0);
}

TEST(NewThread, TellsWhoWritesTooOftenAndKeepsTheText) {
  ForumSite site;
  auto& ana = site.as("ana");
  const auto limit = site.community().settings().rates.threads_per_member_per_hour;
  for (unsigned i = 0; i < limit; ++i) ana.post("/spaces/talk/threads", typed("Thread " + std::to_string(i), "Words."));
  const auto answer = ana.post("/spaces/talk/threads", typed("One more", "My long text."));
  EXPECT_EQ(answer.status, 429);
  EXPECT_THAT(answer.body, HasSubstr("My long text."));
}

TEST(NewThread, TellsWhoLooksAtPreviewsWithoutEndAndKeepsTheText) {
  FrozenClock clock(Instant{1'800'000'000 * kSecond});
  ForumSite site;
  auto& ana = site.as("ana");
  const Typed asked{{"title", "A title"}, {"body", "My long text."}, {"preview", "1"}};
  auto answer = ana.post("/spaces/talk/threads", asked);
  for (int i = 0; i < 100 && answer.status == 200; ++i) answer = ana.post("/spaces/talk/threads", asked);
  EXPECT_EQ(answer.status, 429);
  EXPECT_THAT(answer.body, HasSubstr("My long text."));
  EXPECT_GE(std::stoi("0" + answer.header("Retry-After")), 1);
  const auto thread = site.thread("ben", "talk");
  EXPECT_EQ(ana.post("/threads/" + thread + "/posts", {{"body", "Words."}, {"preview", "1"}}).status, 429)
      << "previews of replies are counted with those of threads";
  const auto post = site.reply("ana", thread, "Old words.");
  EXPECT_EQ(ana.post("/posts/" + post + "/edit", {{"body", "New."}, {"revisions", "0"}, {"preview", "1"}}).status, 429);
}

TEST(NewThread, FindsItsDraftAgain) {
  ForumSite site;
  auto& ana = site.as("ana");
  const auto place = "space:" + id_text(site.space("talk"));
  EXPECT_EQ(ana.post("/drafts", {{"place", place}, {"title", "Half a"}, {"body", "Half a text"}}).status, 303);
  const auto page = ana.get("/spaces/talk/threads/new");
  EXPECT_THAT(page.body, HasSubstr("Half a text"));
  EXPECT_THAT(page.body, HasSubstr("Your draft was found again"));
  ana.post("/spaces/talk/threads", typed("Half a thread", "A whole text."));
  EXPECT_THAT(ana.get("/spaces/talk/threads/new").body, Not(HasSubstr("Half a text")));
}

TEST(SimilarThreads, AreNamedWhileTheTitleIsTyped) {
  ForumSite site;
  site.thread("ben", "questions", "Which chain for a tandem?");
  EXPECT_EQ(site.as("ana").get("/threads/similar?title=").status, 200);
  EXPECT_EQ(site.as("ana").get("/threads/similar?title=%ff%00").status, 200);
}

}  // namespace
}  // namespace parvis::forum::testing
