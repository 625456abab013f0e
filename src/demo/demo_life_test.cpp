#include "demo/demo_life.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

#include "core/store/migrations.h"
#include "core/store/testing/test_store.h"
#include "demo/demo_shares.h"

namespace parvis::demo {
namespace {

using namespace community;

// Lived through once for all of these: it takes a while.
class DemoLife : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    const FrozenClock clock(*parse_rfc3339("2026-11-16T08:00:00Z"));
    auto made = store::open_migrated_test_store();
    store::migrate(*made);
    community_ = std::make_unique<Community>(config::Settings{}, std::move(made));
    live_through(*community_, [](double) {});
  }
  static void TearDownTestSuite() { community_.reset(); }

  static std::int64_t count(const store::Sql& sql) {
    return community_->store().read([&](store::Reader& reader) { return reader.one<std::int64_t>(sql).value_or(0); });
  }
  static std::vector<std::string> names(const store::Sql& sql) {
    return community_->store().read([&](store::Reader& reader) { return reader.all<std::string>(sql); });
  }

  static inline std::unique_ptr<Community> community_;
};

TEST_F(DemoLife, HandsConversationsOnByWhichSomeCameAndJoined) {
  std::int64_t visits = 0, joined = 0;
  for (const auto& share : demo_shares()) {
    visits += share.visits;
    joined += static_cast<std::int64_t>(share.newcomers.size());
  }
  EXPECT_EQ(count("select count(*) from share"), static_cast<std::int64_t>(demo_shares().size()));
  EXPECT_EQ(count("select count(*) from activity where verb = 47"), static_cast<std::int64_t>(demo_shares().size()));
  EXPECT_EQ(count("select sum(visits) from share"), visits);
  EXPECT_EQ(count("select sum(visits) from share_visit"), visits) << "on the days they came";
  EXPECT_EQ(count("select count(*) from shared_member where came_at is not null"), joined);
  EXPECT_EQ(count("select count(*) from activity where verb = 127 and counterpart is not null"), joined);
  EXPECT_EQ(count("select count(*) from activity join share on share.thread = activity.object "
                  "where activity.verb = 127 and activity.at < share.created_at"),
            0)
      << "nobody joins from what was not handed on yet";
}

TEST_F(DemoLife, SawEverybodyWhenTheyLastTookPartOrLater) {
  EXPECT_EQ(count(R"(
      select count(*) from member where last_seen_at < (
        select max(at) from activity where actor = member.id and verb in (20, 21, 22, 40, 42)))"),
            0);
}

TEST_F(DemoLife, TakesTwoIdeasUp) {
  EXPECT_THAT(names("select member.handle from gain join member on member.id = gain.member where gain.kind = 5 "
                    "order by member.handle"),
              ::testing::ElementsAre("ingrid", "ruth"));
}

TEST_F(DemoLife, GivesSeatsOfTheFirstCircleByItsManager) {
  EXPECT_EQ(count("select count(*) from first_circle"), 5);
  EXPECT_THAT(names("select distinct member.handle from first_circle join member on member.id = chosen_by"),
              ::testing::ElementsAre("perrine"));
}

TEST_F(DemoLife, BringsMembersToPillarByTheRuleOfTheStage) {
  EXPECT_THAT(names("select member.handle from stage_member join stage on stage.id = stage_member.stage "
                    "join member on member.id = stage_member.member "
                    "where stage.slug = 'pillar' and stage_member.by_hand = 0 order by member.handle"),
              ::testing::ElementsAre("ines", "ruth"));
  EXPECT_GE(count("select count(distinct stage) from stage_member"), 6) << "people stand along the whole way";
}

TEST(DemoShares, AreReadMostOnTheirFirstDayAndByAllInTheEnd) {
  const auto days = visits_by_day(83, 38);
  EXPECT_EQ(std::accumulate(days.begin(), days.end(), std::int64_t{0}), 83);
  EXPECT_TRUE(std::ranges::is_sorted(days, std::ranges::greater()));
  EXPECT_EQ(visits_by_day(26, 2), (std::vector<std::int64_t>{13, 13}));
}

}  // namespace
}  // namespace parvis::demo
