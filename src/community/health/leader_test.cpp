#include "community/health/leader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "community/health/health_job.h"
#include "community/health/health_report.h"
#include "community/testing/test_community.h"
#include "core/graph/draw.h"

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
  const auto lowest = total_of({1, 1, 1, 1});
  EXPECT_THAT(from(lowest + 1).leaders, SizeIs(1 + crowd.size()));
  EXPECT_EQ(of(max).total, lowest);
  EXPECT_GT(of(max).measures[1], 0) << "what is counted of them is shown";
}

// Whoever has figures is shown them, however low their total, and the points that the quantiles give.
TEST_F(Leaders, AreMeasuredLikeEverybodyElse) {
  const auto zone = text::TimeZone::of("UTC");
  std::map<MemberId, std::set<MemberId>> partners;
  std::map<MemberId, std::set<std::int64_t>> weeks;
  std::vector<Viewer> everybody = crowd;
  for (int i = 0; i < 60; ++i) everybody.push_back(square.member("More " + std::to_string(i)));
  everybody.push_back(square.member("Eva", Role::expert));
  graph::Draw draw(5);
  const auto now = square.tick();
  const auto today = LocalDays(zone).day_of(now);
  square.write([&](store::Transaction& t) {
    t.run("delete from health_member_day");
    t.run("delete from health_tie");
    for (std::size_t i = 0; i < everybody.size(); ++i) {
      const auto one = everybody[i].member;
      for (std::size_t n = 0; n <= i % 20; ++n) {
        const auto week = static_cast<std::int64_t>(draw.below(26));
        weeks[one].insert(week);
        t.run(
            "insert into health_member_day (member, day, acts, words) values ($1, $2, 1, $3) "
            "on conflict (member, day) do nothing",
            one, today - 7 * week, i == 7 ? 0 : 1);
        const auto other = everybody[draw.below(everybody.size())].member;
        if (other == one) continue;
        partners[one].insert(other), partners[other].insert(one);
        t.run(
            "insert into health_tie (from_member, to_member, day, kind, acts) values ($1, $2, $3, 2, 1) "
            "on conflict (from_member, to_member, day, kind) do nothing",
            one, other, today);
      }
    }
  });
  std::map<MemberId, Measures> ranked;
  for (std::size_t i = 0; i + 1 < everybody.size(); ++i) {
    const auto one = everybody[i].member;
    const auto set_off = of(everybody[i]).measures[0];
    if (i != 7) {
      ranked[one] = {set_off, static_cast<std::int64_t>(partners[one].size()), 0,
                     static_cast<std::int64_t>(weeks[one].size())};
    }
  }
  const auto wanted = score(ranked);
  for (int again = 0; again < 2; ++again) {
    count_health(*square.store, zone, now);
    for (const auto& one : everybody) {
      const auto found = of(one);
      EXPECT_EQ(found.measures[1], static_cast<std::int64_t>(partners[one.member].size()));
      EXPECT_EQ(found.measures[3], static_cast<std::int64_t>(weeks[one.member].size()));
      const auto scores = wanted.contains(one.member) ? wanted.at(one.member) : Scores{1, 1, 1, 1};
      EXPECT_EQ(found.scores, scores) << found.person.name;
      EXPECT_EQ(found.total, total_of(scores));
    }
  }
  const auto ranked_as = [&](const Viewer& who) {
    return square.read([&](store::Reader& reader) { return is_ranked(reader, leader(reader, who.member)->person); });
  };
  EXPECT_EQ(ranked_as(crowd[0]), Ranked::yes);
  EXPECT_EQ(ranked_as(crowd[7]), Ranked::wrote_nothing);
  EXPECT_EQ(ranked_as(everybody.back()), Ranked::of_the_brand);
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
