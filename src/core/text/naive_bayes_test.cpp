#include "core/text/naive_bayes.h"

#include <gtest/gtest.h>

namespace parvis::text {
namespace {

TEST(NaiveBayes, KnowsNothingOfWhatItHasSeenSeldom) {
  const auto judged = judge({{0, 2}, {1, 1}}, {10, 10});
  EXPECT_TRUE(judged.strongest.empty());
  EXPECT_NEAR(judged.probability, 0.5, 0.001);
}

TEST(NaiveBayes, LeansOnWhatItHasSeenOftenerInOneClass) {
  const auto judged = judge({{1, 20}, {30, 1}, {0, 12}}, {40, 20});
  ASSERT_EQ(judged.strongest.size(), 3u);
  EXPECT_GT(judged.strongest[0].weight, 0);
  EXPECT_GT(judged.probability, 0.9);
  EXPECT_LT(judge({{30, 1}}, {40, 20}).probability, 0.2);
}

TEST(NaiveBayes, HearsTheStrongestSignsOnly) {
  const std::vector<Seen> many(100, Seen{5, 5});
  EXPECT_EQ(judge(many, {10, 10}).strongest.size(), kStrongestHeard);
}

TEST(NaiveBayes, IsMeasuredByItsGuesses) {
  const std::vector<Guess> guesses{{0.99, true}, {0.95, true}, {0.92, false}, {0.6, true}, {0.1, false}};
  const auto table = confusion(guesses, 0.9);
  EXPECT_EQ(table.caught, 2);
  EXPECT_EQ(table.missed, 1);
  EXPECT_EQ(table.wrongly, 1);
  EXPECT_EQ(table.rightly_left, 1);
  EXPECT_NEAR(table.precision(), 2.0 / 3, 1e-9);
  EXPECT_NEAR(table.recall(), 2.0 / 3, 1e-9);
  EXPECT_NEAR(threshold_for(guesses, 1.0), 0.93, 1e-9);
  EXPECT_GT(threshold_for({{0.9, false}}, 0.5), 1);
}

}  // namespace
}  // namespace parvis::text
