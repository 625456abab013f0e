// What the card and the trail of staff tell, and when.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "community/activity/staff_change.h"
#include "community/card/circle.h"
#include "community/card/member_acts.h"
#include "community/testing/test_community.h"

namespace parvis::community {
namespace {

using ::testing::ElementsAre;
using testing::TestCommunity;

struct CardTold : ::testing::Test {
  TestCommunity square;
  Viewer ana = square.member("Ana"), max = square.manager("Max");
};

TEST_F(CardTold, TellsWhichCirclesWentAndCameWhereOthersAreNamed) {
  const CircleAct act{square.timeline, max.member, square.last_instant()};
  const auto name = [&](std::vector<std::string> names) {
    square.write([&](store::Transaction& transaction) { name_circles(transaction, act, names); });
  };
  name({"Old hands", "Testers"});
  name({"Testers", "Riders of the first hour"});
  name({"Testers", "Riders of the first hour"});
  std::vector<std::string> told;
  square.read([&](store::Reader& reader) {
    for (const auto& one : changes_of(reader, reader.all<ActivityId>("select activity from staff_act order by 1"))) {
      told.push_back(one.what + ": " + one.was + " → " + one.became);
    }
  });
  EXPECT_THAT(told, ElementsAre("Circles:  → Old hands\nTesters", "Circles: Old hands → Riders of the first hour"))
      << "nothing of what did not change";
}

TEST_F(CardTold, DoesNotTellTheTeamWhoIsBeingLeftAlone) {
  const auto left_alone = [&](std::int64_t days_ago) {
    square.write([&](store::Transaction& t) {
      square.timeline.record(t, {.at = now() - days_ago * kDay, .actor = ana.member, .verb = Verb::held_out});
    });
  };
  const auto told = [&](std::vector<CardKind> kinds) {
    return square.read([&](store::Reader& reader) {
      const auto page = acts_of_member(reader, max, *square.spaces, {.member = ana.member, .kinds = kinds});
      return std::ranges::count(page.acts, Verb::held_out, &MemberAct::verb);
    });
  };
  left_alone(13);
  EXPECT_EQ(told({}), 0);
  EXPECT_EQ(told({CardKind::cared}), 0);
  left_alone(15);
  EXPECT_EQ(told({}), 1) << "what is over is told";
  EXPECT_EQ(told({CardKind::cared}), 1);
}

}  // namespace
}  // namespace parvis::community
