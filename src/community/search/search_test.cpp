#include "community/search/search.h"

#include <gmock/gmock.h>

#include "community/search/testing/search_square.h"
#include "community/threads/move.h"
#include "community/threads/solution.h"

namespace parvis::community {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::marked;
using ::testing::Not;
using testing::SearchSquare;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

class Searching : public ::testing::Test {
 protected:
  SearchSquare square;
  Viewer ana = square.member("Ana"), ben = square.member("Ben");
};

TEST_F(Searching, FindsPostsThatHaveAllTheWords) {
  square.thread(ana, square.talk, "On tents", "A tent of silk and a stove.");
  square.thread(ana, square.talk, "On stoves", "A stove of brass.");
  EXPECT_THAT(square.titles("stove tent"), ElementsAre("On tents"));
  EXPECT_THAT(square.titles("stove"), SizeIs(2));
}

TEST_F(Searching, SaysThatThereIsMoreThanItLookedAt) {
  const auto thread = square.thread(ana, square.talk, "Animals", "Wombats and a quokka.");
  for (std::size_t i = 0; i < kMaxTextCandidates; ++i) square.reply(ben, thread.thread, "A wombat more.");
  EXPECT_TRUE(square.find(ana, "wombat").more_than_found);
  EXPECT_FALSE(square.find_now(ana, "quokka").more_than_found);
  EXPECT_EQ(square.find_now(ana, "wombat", SearchOrder::latest).items.at(0).other_posts, 299);
}

TEST_F(Searching, KeepsThePhraseTogether) {
  square.thread(ana, square.talk, "One", "Une fourche en acier, solide.");
  square.thread(ana, square.talk, "Two", "Un cadre en acier et une fourche.");
  EXPECT_THAT(square.titles("\"fourche en acier\""), ElementsAre("One"));
  EXPECT_THAT(square.titles("fourche acier"), SizeIs(2));
  square.thread(ana, square.talk, "Three", "Mon porte-bagages avant.");
  square.thread(ana, square.talk, "Four", "Je porte des bagages.");
  EXPECT_THAT(square.titles("porte-bagages"), ElementsAre("Three"));
}

TEST_F(Searching, LeavesOutWhatIsExcluded) {
  square.thread(ana, square.talk, "A leather saddle", "Broken in after a month.");
  square.thread(ana, square.talk, "A light saddle", "Of plastic, from the leather maker.");
  square.thread(ana, square.talk, "A plain saddle", "It is fine.");
  EXPECT_THAT(square.titles("saddle -leather"), ElementsAre("A plain saddle"));
  EXPECT_THAT(square.titles("saddle -\"leather maker\""), UnorderedElementsAre("A leather saddle", "A plain saddle"));
}

TEST_F(Searching, ForgivesAccentsCapitalsAndForms) {
  square.thread(ana, square.talk, "Réparations", "Les chaînes usées ont été réparées à l’été, près des vélos.");
  square.thread(ana, square.talk, "Repairs", "He was running repairs on the wheels of his bicycles.");
  for (const auto* words : {"chaine", "CHAÎNES", "reparer", "réparé", "velo", "ete", "l'été"}) {
    EXPECT_THAT(square.titles(words), ElementsAre("Réparations")) << words;
  }
  for (const auto* words : {"run", "wheel", "bicycle", "Bicycle's"}) {
    EXPECT_THAT(square.titles(words), ElementsAre("Repairs")) << words;
  }
}

TEST_F(Searching, LimitsBySpaceTagAuthorDateAndSolution) {
  const auto one = square.thread(ana, square.questions, "A noise in front", "The wombat bag.", {"noise", "front"});
  square.reply(ben, one.thread, "A wombat too.");
  square.thread(ben, square.talk, "A noise behind", "The wombat bag.", {"noise"});
  const auto answer = square.reply(ana, one.thread, "Grease it.");
  square.write([&](store::Transaction& transaction) { accept_solution(transaction, square.act(ana), answer.id); });
  EXPECT_THAT(square.titles("wombat space:questions"), ElementsAre("A noise in front"));
  EXPECT_THAT(square.titles("wombat tag:FRONT"), ElementsAre("A noise in front"));
  EXPECT_THAT(square.titles("bag author:ben"), ElementsAre("A noise behind"));
  EXPECT_THAT(square.titles("noise author:ana"), ElementsAre("A noise in front"));
  EXPECT_THAT(square.titles("wombat solved:yes"), ElementsAre("A noise in front"));
  EXPECT_THAT(square.titles("wombat solved:no"), ElementsAre("A noise behind"));
  EXPECT_THAT(square.titles("wombat after:2026 before:2027"), SizeIs(2));
  EXPECT_THAT(square.titles("wombat before:2026"), IsEmpty());
  EXPECT_THAT(square.titles("wombat after:2027"), IsEmpty());
}

TEST_F(Searching, FindsByLimitsAloneTheLatestFirst) {
  const auto one = square.thread(ana, square.questions, "First", "Alpha.", {"noise"});
  square.thread(ben, square.talk, "Second", "Beta.", {"noise"});
  square.thread(ana, square.talk, "Third", "Gamma.");
  square.reply(ben, one.thread, "Delta.");
  EXPECT_THAT(square.titles("space:talk"), ElementsAre("Third", "Second"));
  EXPECT_THAT(square.titles("tag:noise"), UnorderedElementsAre("First", "Second"));
  EXPECT_THAT(square.titles("author:ben"), ElementsAre("First", "Second"));
  EXPECT_THAT(square.titles("author:ben space:talk"), ElementsAre("Second"));
  EXPECT_THAT(square.titles("solved:no"), ElementsAre("Third", "Second", "First"));
  EXPECT_THAT(square.titles("after:2026-01-01"), ElementsAre("First", "Third", "Second"));
  EXPECT_THAT(square.titles("before:2025"), IsEmpty());
}

TEST_F(Searching, SaysWhichLimitsNameNothing) {
  square.thread(ana, square.talk, "A noise", "Here.", {"noise"});
  EXPECT_THAT(square.find(ana, "noise space:nowhere").unknown, ElementsAre(LimitKind::space));
  EXPECT_THAT(square.find(ana, "noise tag:nothing author:nobody").unknown,
              ElementsAre(LimitKind::author, LimitKind::tag));
  EXPECT_THAT(square.find(ana, "noise after:soon").unknown, ElementsAre(LimitKind::after));
  EXPECT_THAT(square.find(ana, "noise space:nowhere").items, IsEmpty());
  EXPECT_THAT(square.find(ana, "noise space:talk tag:noise author:ana").unknown, IsEmpty());
}

TEST_F(Searching, KnowsSpacesAndMembersByTheirNamesToo) {
  const auto colombe = square.member("Colombe Aubry");
  square.thread(colombe, square.questions, "A noise", "Here.");
  const auto* space = square.spaces->find(square.questions);
  EXPECT_THAT(square.titles("noise space:\"" + space->name.in(text::Language::en) + "\""), ElementsAre("A noise"));
  EXPECT_THAT(square.titles("noise author:\"colombe AUBRY\""), ElementsAre("A noise"));
}

TEST_F(Searching, NeverShowsOrNamesWhatTheViewerMayNotRead) {
  square.thread(ana, square.members_only, "The canary title", "Canary words here.", {"canarytag"});
  const auto visitor = square.visitor();
  for (const auto* words : {"canary", "\"canary words\"", "tag:canarytag", "space:workshop", "author:ana", "solved:no",
                            "after:2026", "canary author:ana", "cnaary"}) {
    const auto hidden = square.find(visitor, words);
    EXPECT_THAT(hidden.items, IsEmpty()) << words;
    EXPECT_EQ(hidden.found, 0) << words;
    EXPECT_THAT(hidden.corrections, IsEmpty()) << words;
  }
  EXPECT_THAT(square.find(visitor, "words tag:canarytag").unknown, ElementsAre(LimitKind::tag));
  EXPECT_THAT(square.find(visitor, "words space:workshop").unknown, ElementsAre(LimitKind::space));
  for (const auto& reader : {ana, ben, square.leader("Lea"), square.manager("Mia")}) {
    EXPECT_THAT(square.titles(reader, "canary"), ElementsAre("The canary title"));
    EXPECT_THAT(square.titles(reader, "tag:canarytag"), ElementsAre("The canary title"));
  }
}

TEST_F(Searching, FollowsAMovedThreadAtOnce) {
  const auto lea = square.leader("Lea");
  const auto thread = square.thread(ana, square.talk, "A canary", "Sings.");
  square.index();
  square.write([&](store::Transaction& transaction) {
    move_thread(transaction, square.act(lea), thread.thread, square.members_only);
  });
  EXPECT_THAT(square.find_now(square.visitor(), "sings").items, IsEmpty());
  EXPECT_THAT(square.find_now(ana, "sings space:talk").items, IsEmpty());
  EXPECT_THAT(square.find_now(ana, "sings space:workshop").items, SizeIs(1));
  square.index();
  EXPECT_THAT(square.find_now(ana, "sings space:workshop").items, SizeIs(1));
  EXPECT_THAT(square.find_now(ana, "sings space:talk").items, IsEmpty());
}

TEST_F(Searching, PutsTitlesFirstThenAppreciatedThenFresh) {
  square.thread(ana, square.talk, "Old talk", "The wombat sleeps.");
  const auto liked = square.thread(ana, square.talk, "Liked talk", "The wombat walks.");
  square.thread(ana, square.talk, "The wombat", "It is about him.");
  square.thread(ana, square.talk, "New talk", "The wombat eats.");
  square.write([&](store::Transaction& transaction) {
    transaction.run(store::Sql("update thread set thanks = 9 where id = $1"), liked.thread);
  });
  EXPECT_THAT(square.titles("wombat"), ElementsAre("The wombat", "Liked talk", "New talk", "Old talk"));
}

TEST_F(Searching, ShowsTheLatestMatchOfAThreadInTheOrderOfDates) {
  const auto one = square.thread(ana, square.talk, "The wombat", "A wombat, wombat, wombat.");
  square.thread(ana, square.talk, "Another", "A wombat.");
  const auto last = square.reply(ben, one.thread, "The wombat again.");
  square.reply(ben, one.thread, "Nothing of him.");
  const auto latest = square.find(ana, "wombat", SearchOrder::latest);
  EXPECT_THAT(SearchSquare::titles_of(latest), ElementsAre("The wombat", "Another"));
  EXPECT_EQ(latest.items[0].post, last.id);
  EXPECT_EQ(latest.items[0].number, 2);
  EXPECT_EQ(latest.items[0].author.handle, "ben");
  EXPECT_EQ(latest.items[0].other_posts, 1);
  EXPECT_GT(latest.items[0].created_at, latest.items[1].created_at);
  EXPECT_EQ(square.find(ana, "wombat").items[0].number, 1);
}

TEST_F(Searching, PagesWithoutRepeatsWhileOthersWrite) {
  for (int i = 0; i < 45; ++i) square.thread(ana, square.talk, "Thread " + std::to_string(i), "A wombat.");
  std::vector<std::string> seen;
  std::string after;
  for (int page = 0; page < 3; ++page) {
    const auto results = square.find(ana, "wombat", SearchOrder::best, after);
    for (const auto& title : SearchSquare::titles_of(results)) {
      EXPECT_THAT(seen, Not(Contains(title)));
      seen.push_back(title);
    }
    after = results.next;
    square.thread(ben, square.talk, "The wombat of page " + std::to_string(page), "Written meanwhile.");
  }
  EXPECT_THAT(seen, SizeIs(45));
  EXPECT_EQ(after, "");
}

TEST_F(Searching, TakesWhatIsNoCursorForTheFirstPage) {
  for (int i = 0; i < 25; ++i) square.thread(ana, square.talk, "Thread " + std::to_string(i), "A wombat.");
  const auto first = SearchSquare::titles_of(square.find(ana, "wombat"));
  for (const auto* nonsense : {"20", "-1", "zzzzzzzzzzzzzzzz", "1-", "é", "9999999999999999999999"}) {
    EXPECT_EQ(SearchSquare::titles_of(square.find(ana, "wombat", SearchOrder::best, nonsense)), first) << nonsense;
  }
}

TEST_F(Searching, ShowsThePassageWithoutMarksOfMarkdown) {
  square.thread(ana, square.talk, "Wheels",
                "> Somebody said\n\nThe **spokes** of [my wheel](https://example.org/wheel) are `loose` & bent.");
  const auto results = square.find(ana, "spokes wheel");
  ASSERT_THAT(results.items, SizeIs(1));
  const auto& passage = results.items[0].passage;
  EXPECT_THAT(passage.text, ::testing::HasSubstr("The spokes of my wheel are loose & bent."));
  EXPECT_THAT(passage.text, Not(::testing::HasSubstr("**")));
  EXPECT_THAT(passage.text, Not(::testing::HasSubstr("https")));
  EXPECT_THAT(passage.text, Not(::testing::HasSubstr(">")));
  EXPECT_THAT(marked(passage), ElementsAre("spokes", "wheel"));
  EXPECT_THAT(marked(results.items[0].title), ElementsAre("Wheels"));
}

}  // namespace
}  // namespace parvis::community
