// Words that no post holds together are looked for in the posts of one thread, then most of them are.
#include "community/search/search_closest.h"

#include <gmock/gmock.h>

#include "community/search/testing/search_square.h"

namespace parvis::community {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::SearchSquare;
using ::testing::SizeIs;

class ClosestSearch : public ::testing::Test {
 protected:
  SearchSquare square;
  Viewer ana = square.member("Ana"), ben = square.member("Ben");
};

TEST_F(ClosestSearch, FindsWordsSpreadOverTheThread) {
  const auto one = square.thread(ana, square.talk, "On tents", "A tent of silk.");
  const auto reply = square.reply(ben, one.thread, "Mine has a stove.");
  square.reply(ana, one.thread, "A stove inside? With which chimney?");
  square.thread(ana, square.talk, "On stoves", "A stove of brass.");
  const auto found = square.find(ana, "silk stove");
  EXPECT_THAT(SearchSquare::titles_of(found), ElementsAre("On tents"));
  EXPECT_EQ(found.together, Together::in_one_thread);
  EXPECT_THAT(found.items[0].missing, IsEmpty());
  EXPECT_EQ(found.items[0].other_posts, 2);
  EXPECT_EQ(found.found, 1);
  EXPECT_EQ(square.find(ana, "stove chimney").together, Together::in_one_post);
  EXPECT_EQ(square.find(ana, "silk stove", SearchOrder::latest).items.at(0).number, 3);
  EXPECT_GT(reply.number, 1);
}

TEST_F(ClosestSearch, TakesThePostWithMostOfTheWords) {
  const auto one = square.thread(ana, square.talk, "On tents", "A tent of silk.");
  square.reply(ben, one.thread, "Mine has a stove and a chimney.");
  square.reply(ben, one.thread, "A chimney.");
  EXPECT_EQ(square.find(ana, "silk stove chimney").items.at(0).number, 2);
}

TEST_F(ClosestSearch, GivesWhatHasMostWordsAndSaysWhichAreMissing) {
  square.thread(ana, square.talk, "On tents", "A tent of silk, with a stove.");
  square.thread(ana, square.talk, "On stoves", "A stove of brass.");
  const auto found = square.find(ana, "silk stove anchor");
  EXPECT_THAT(SearchSquare::titles_of(found), ElementsAre("On tents"));
  EXPECT_EQ(found.together, Together::nearly);
  EXPECT_THAT(found.items[0].missing, ElementsAre("anchor"));
  EXPECT_THAT(square.titles("brass anchor"), ElementsAre("On stoves"));
  EXPECT_THAT(square.titles("brass anchor compass"), IsEmpty());  // one of three is no answer
  EXPECT_THAT(square.find(ana, "brass \"silk tent\"").items.at(0).missing, SizeIs(1));
}

TEST_F(ClosestSearch, PassesOverWordsThatSayNothing) {
  square.thread(ana, square.talk, "Stoves", "Brass lasts.");
  const auto found = square.find(ana, "how to use the brass");
  EXPECT_THAT(SearchSquare::titles_of(found), ElementsAre("Stoves"));
  EXPECT_EQ(found.together, Together::nearly);
}

TEST_F(ClosestSearch, ObeysLimitsAndExclusions) {
  const auto one = square.thread(ana, square.talk, "On tents", "A tent of silk.", {"camp"});
  square.reply(ben, one.thread, "Mine has a stove, of brass.");
  EXPECT_THAT(square.titles("silk stove space:questions"), IsEmpty());
  EXPECT_THAT(square.titles("silk stove tag:camp"), SizeIs(1));
  EXPECT_THAT(square.find(ana, "silk stove author:ben").items.at(0).missing, ElementsAre("silk"));
  EXPECT_THAT(square.find(ana, "silk stove -brass").items.at(0).missing, ElementsAre("stove"));
  EXPECT_THAT(square.titles("silk stove before:2025"), IsEmpty());
}

TEST_F(ClosestSearch, NeverTellsOfWhatTheViewerMayNotRead) {
  const auto hidden = square.thread(ana, square.members_only, "On tents", "A tent of silk.");
  square.reply(ben, hidden.thread, "Mine has a stove.");
  square.thread(ana, square.talk, "On stoves", "A stove of brass.");
  const auto seen = square.find(SearchSquare::visitor(), "silk stove");
  EXPECT_THAT(SearchSquare::titles_of(seen), ElementsAre("On stoves"));
  EXPECT_EQ(seen.found, 1);
  EXPECT_THAT(SearchSquare::titles_of(square.find(ana, "silk stove")), ElementsAre("On tents"));
}

TEST_F(ClosestSearch, CorrectsASlipBeforeItLeavesWordsOut) {
  const auto one = square.thread(ana, square.talk, "Vélos", "Le dérailleur.");
  square.reply(ben, one.thread, "Une chaîne.");
  const auto found = square.find(ana, "derailelur chaine");
  EXPECT_THAT(found.corrections, SizeIs(1));
  EXPECT_EQ(found.together, Together::in_one_thread);
}

TEST_F(ClosestSearch, PagesWithoutRepeats) {
  for (int i = 0; i < 25; ++i) {
    const auto opened = square.thread(ana, square.talk, "Thread " + std::to_string(i), "A tent of silk.");
    square.reply(ben, opened.thread, "Mine has a stove.");
  }
  const auto first = square.find(ana, "silk stove");
  ASSERT_THAT(first.items, SizeIs(20));
  square.thread(ana, square.talk, "Meanwhile", "Silk and a stove.");
  const auto second = square.find(ana, "silk stove", SearchOrder::best, first.next);
  EXPECT_THAT(second.items, SizeIs(5));
  EXPECT_EQ(second.next, "");
}

}  // namespace
}  // namespace parvis::community
