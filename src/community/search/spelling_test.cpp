#include "community/search/spelling.h"

#include <gmock/gmock.h>

#include "community/search/testing/search_square.h"

namespace parvis::community {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::SearchSquare;
using ::testing::SizeIs;

class Spelling : public ::testing::Test {
 protected:
  // What the question was corrected to: "typed>written".
  std::vector<std::string> corrected(const std::string& words, const Viewer& viewer = {}) {
    std::vector<std::string> all;
    for (const auto& each : square.find(viewer, words).corrections) all.push_back(each.typed + ">" + each.written);
    return all;
  }
  SearchSquare square;
  Viewer ana = square.member("Ana");
};

TEST_F(Spelling, ForgivesOneSlipOfTheFinger) {
  square.thread(ana, square.talk, "Animals", "The wombat and the derailleur.");
  for (const auto* slip : {"womabt", "wombatt", "wobat", "wombot", "vombat"}) {
    EXPECT_THAT(corrected(slip), ElementsAre(std::string(slip) + ">wombat"));
    EXPECT_THAT(square.titles(slip), ElementsAre("Animals")) << slip;
  }
  EXPECT_THAT(corrected("wambot"), IsEmpty());
  EXPECT_THAT(square.titles("wombat"), SizeIs(1));
  EXPECT_THAT(corrected("wombat"), IsEmpty());
}

TEST_F(Spelling, ShowsAWordThatSomebodyWrote) {
  square.thread(ana, square.talk, "Combats", "Un combat, des combats.");
  EXPECT_THAT(corrected("wombatique"), IsEmpty());
  square.thread(ana, square.talk, "Dérailleur", "Les vélos du Dérailleur.");
  EXPECT_THAT(corrected("derailelur"), ElementsAre("derailelur>dérailleur"));
  EXPECT_THAT(corrected("dérailleru"), ElementsAre("derailleru>dérailleur"));
  EXPECT_THAT(corrected("vleos"), ElementsAre("vleos>vélos"));
}

TEST_F(Spelling, TakesTheFormThatIsThere) {
  square.thread(ana, square.talk, "One", "Mon vélo.");
  EXPECT_THAT(corrected("vleos"), ElementsAre("vleos>vélo"));
}

TEST_F(Spelling, LooksInTitlesAndInsidePhrases) {
  square.thread(ana, square.talk, "The dynamo light", "It flickers.");
  EXPECT_THAT(corrected("\"dinamo light\""), ElementsAre("dinamo>dynamo"));
  EXPECT_THAT(square.titles("\"dinamo light\""), ElementsAre("The dynamo light"));
  EXPECT_THAT(corrected("\"light dinamo\""), IsEmpty());
}

TEST_F(Spelling, PrefersWhatMostWrote) {
  square.thread(ana, square.talk, "One", "A route.");
  square.thread(ana, square.talk, "Two", "A route.");
  square.thread(ana, square.talk, "Three", "A rotule.");
  EXPECT_THAT(corrected("rotue"), ElementsAre("rotue>route"));
}

TEST_F(Spelling, CorrectsOtherScriptsAndTwoWordsAtMost) {
  square.thread(ana, square.talk, "One", "Смазка цепи, wombat platypus kangaroo.");
  EXPECT_THAT(corrected("смзака"), ElementsAre("смзака>смазка"));
  EXPECT_THAT(corrected("womabt platpyus"), SizeIs(2));
  EXPECT_THAT(corrected("womabt platpyus kangarro"), SizeIs(2));  // the third is told to be missing
  EXPECT_THAT(corrected(std::string(17, 'w')), IsEmpty());
  EXPECT_THAT(corrected("wmb"), IsEmpty());
}

TEST_F(Spelling, TellsNothingOfHiddenSpaces) {
  square.thread(ana, square.members_only, "Hidden", "The wombat.");
  EXPECT_THAT(corrected("womabt"), IsEmpty());
  EXPECT_THAT(corrected("womabt", ana), ElementsAre("womabt>wombat"));
  // A word that is only written out of sight is like one that nobody wrote.
  square.thread(ana, square.talk, "Open", "The wombot.");
  EXPECT_THAT(corrected("wombat"), ElementsAre("wombat>wombot"));
}

}  // namespace
}  // namespace parvis::community
