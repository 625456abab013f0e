#include "community/health/leader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "community/health/health_job.h"
#include "community/testing/test_community.h"

namespace parvis::community::health {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(LeaderScores, GiveThreeToTheFirstTwentiethAndTwoToTheFirstFifth) {
  std::map<MemberId, Measures> measures;
  for (std::int64_t i = 1; i <= 100; ++i) measures[{i}] = {i, 0, i > 50 ? 7 : 0, 100 - i};
  const auto scores = score(measures);
  EXPECT_THAT(scores.at({100}), ElementsAre(3, 1, 3, 1));
  EXPECT_THAT(scores.at({96}), ElementsAre(3, 1, 3, 1));
  EXPECT_THAT(scores.at({95}), ElementsAre(2, 1, 3, 1));
  EXPECT_THAT(scores.at({81}), ElementsAre(2, 1, 3, 1));
  EXPECT_THAT(scores.at({80}), ElementsAre(1, 1, 3, 1));
  EXPECT_THAT(scores.at({1}), ElementsAre(1, 1, 1, 3));
  EXPECT_THAT(score({}), IsEmpty());
}

class Leaders : public ::testing::Test {
 protected:
  Leaders() {
    for (int i = 0; i < 12; ++i) crowd.push_back(square.member("Crowd " + std::to_string(i)));
    for (int round = 0; round < 3; ++round) {
      const auto thread = square.thread(nora, square.questions).thread;
      for (const auto& other : crowd) square.reply(other, thread);
      square.reply(nora, thread);
      square.reply(max, thread);
    }
    settle();
  }
  void settle() { settle_health(*square.store, square.last_instant()); }
  LeaderPage from(std::int64_t least) {
    return square.read([&](store::Reader& reader) { return leaders_from(reader, least, ""); });
  }
  Leader of(const Viewer& who) {
    return square.read([&](store::Reader& reader) { return *leader(reader, who.member); });
  }
  template <class Rule>
  void act(const Rule& rule) {
    square.write([&](store::Transaction& t) { rule(t, LeaderAct{square.timeline, max.member}); });
  }

  testing::TestCommunity square;
  Viewer nora = square.member("Nora"), max = square.manager("Max");
  std::vector<Viewer> crowd;
};

TEST_F(Leaders, AreFoundByWhatTheirConversationsSetOffAndWhoKnowsThem) {
  const auto found = of(nora);
  EXPECT_EQ(found.measures[0], 3 * 13);
  EXPECT_EQ(found.measures[1], 13);
  EXPECT_EQ(found.scores[0], 3);
  EXPECT_EQ(found.scores[1], 3);
  ASSERT_THAT(from(kLeaderFrom).leaders, SizeIs(1));
  EXPECT_EQ(from(kLeaderFrom).leaders[0].person.member, nora.member);
}

TEST_F(Leaders, DoNotIncludeWhoSpeaksForTheBrand) {
  for (const auto& found : from(4).leaders) EXPECT_NE(found.person.member, max.member);
}

TEST_F(Leaders, KeepACorrectionWhenEverythingIsCountedAgain) {
  const auto before = of(crowd[0]).total;
  for (const auto criterion : kCriteria) {
    act([&](auto& t, const LeaderAct& a) {
      correct_leader(t, a, crowd[0].member, criterion, 3, "Runs the meetings.");
    });
  }
  EXPECT_EQ(of(crowd[0]).total, 12);
  EXPECT_THAT(square.last_verbs(1), ElementsAre(Verb::leader_scored));
  settle();
  EXPECT_EQ(of(crowd[0]).total, 12);
  EXPECT_THAT(from(kLeaderFrom).leaders, SizeIs(2));
  EXPECT_EQ(of(crowd[0]).corrections[0].note, "Runs the meetings.");
  for (const auto criterion : kCriteria) {
    act([&](auto& t, const LeaderAct& a) { correct_leader(t, a, crowd[0].member, criterion, 0, ""); });
  }
  settle();
  EXPECT_EQ(of(crowd[0]).total, before);
}

TEST_F(Leaders, FillTwentyFiveSeatsAndNoMore) {
  for (int i = 0; i < 25; ++i) {
    const auto other = square.member("Seat " + std::to_string(i));
    act([&](auto& t, const LeaderAct& a) { choose_circle(t, a, other.member, Circle::in); });
  }
  const auto choose = [&](Circle circle, MemberId member) {
    act([&](auto& t, const LeaderAct& a) { choose_circle(t, a, member, circle); });
  };
  EXPECT_THROW(choose(Circle::in, nora.member), Conflict);
  const auto circle = [&] { return square.read([](store::Reader& reader) { return first_circle(reader); }); };
  ASSERT_THAT(circle(), SizeIs(25));
  choose(Circle::in, circle()[0].person.member);
  choose(Circle::out, circle()[0].person.member);
  choose(Circle::in, nora.member);
  EXPECT_THAT(circle(), SizeIs(25));
  EXPECT_TRUE(of(nora).in_circle);
}

}  // namespace
}  // namespace parvis::community::health
