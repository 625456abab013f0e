#include "app/home_ranking.h"

#include <gtest/gtest.h>

namespace parvis::app {
namespace {

using namespace community;

const Instant kNow{1'700'000'000 * kSecond};

ThreadRow row(std::int64_t id, std::int64_t space, std::int64_t days_silent, std::int64_t posts, std::int64_t thanks) {
  ThreadRow row;
  row.id = ThreadId{id};
  row.space = SpaceId{space};
  row.created_at = row.last_activity_at = kNow - days_silent * kDay;
  row.posts = posts;
  row.thanks = thanks;
  row.excerpt = "Words";
  return row;
}

SpaceList spaces() {
  Space questions{.id = SpaceId{1}, .kind = SpaceKind::questions},
      talk{.id = SpaceId{2}, .kind = SpaceKind::discussion};
  return SpaceList({questions, talk});
}

TEST(HomeRanking, PutsWhatIsAppreciatedBeforeWhatIsMerelyLatest) {
  EXPECT_GT(liveliness(row(1, 1, 1, 12, 30), kNow), liveliness(row(2, 1, 0, 1, 0), kNow));
}

TEST(HomeRanking, ForgetsWhatHasLongBeenSilent) {
  EXPECT_LT(liveliness(row(1, 1, 40, 200, 500), kNow), liveliness(row(2, 1, 0, 1, 0), kNow));
}

TEST(HomeRanking, LetsNoSpaceDrownTheOthers) {
  std::vector<ThreadRow> candidates;
  for (int i = 0; i < 20; ++i) candidates.push_back(row(i + 1, 1, 0, 50, 50));
  for (int i = 0; i < 7; ++i) candidates.push_back(row(i + 100, 2 + i, 1, 2, 0));
  const auto chosen = happening(candidates, kNow, 10);
  ASSERT_EQ(chosen.size(), 10u);
  EXPECT_EQ(std::ranges::count(chosen, SpaceId{1}, &ThreadRow::space), 3);
}

TEST(HomeRanking, FillsThePageWhenThereIsOnlyOneSpace) {
  std::vector<ThreadRow> candidates;
  for (int i = 0; i < 20; ++i) candidates.push_back(row(i + 1, 1, 0, 2, 0));
  EXPECT_EQ(happening(candidates, kNow, 10).size(), 10u);
}

TEST(HomeRanking, LeavesOutWhatThePageShowsElsewhere) {
  EXPECT_TRUE(happening({row(1, 1, 0, 2, 0)}, kNow, 10, {ThreadId{1}}).empty());
}

TEST(HomeRanking, LeadsWithTheMostThankedRecentStoryOfADiscussion) {
  const std::vector<ThreadRow> newest{row(1, 1, 1, 9, 90), row(2, 2, 3, 4, 20), row(3, 2, 2, 4, 9),
                                      row(4, 2, 90, 4, 99)};
  const auto list = spaces();
  const auto* story = story_of(newest, list, kNow, "en");
  ASSERT_TRUE(story);
  EXPECT_EQ(story->id, ThreadId{2});
}

TEST(HomeRanking, LeadsWithAStoryInTheReadersLanguageWhenThereIsOne) {
  std::vector<ThreadRow> newest{row(1, 2, 1, 9, 90), row(2, 2, 3, 4, 20)};
  newest[0].language = "fr";
  newest[1].language = "en";
  const auto list = spaces();
  EXPECT_EQ(story_of(newest, list, kNow, "fr")->id, ThreadId{1});
  EXPECT_EQ(story_of(newest, list, kNow, "en")->id, ThreadId{2});
  EXPECT_EQ(story_of({newest[0]}, list, kNow, "en")->id, ThreadId{1}) << "better another language than none";
}

TEST(HomeRanking, HasNoStoryWhenNobodyThankedAnything) {
  const auto list = spaces();
  EXPECT_EQ(story_of({row(1, 2, 1, 3, 0)}, list, kNow, "en"), nullptr);
}

}  // namespace
}  // namespace parvis::app
