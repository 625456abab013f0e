#include "community/journeys/stage_move.h"

#include <gtest/gtest.h>

#include "community/journeys/journey_board.h"
#include "community/segments/segment_keeping.h"
#include "community/testing/test_community.h"

namespace parvis::community {
namespace {

using testing::TestCommunity;

TEST(StageMoves, NobodyIsMovedWhoStandsElsewhereMeanwhile) {
  TestCommunity square;
  const auto max = square.manager("Max"), ana = square.member("Ana"), ben = square.member("Ben");
  const auto act = [&] { return SpaceAct{square.timeline, max.member, square.tick()}; };
  const auto at = act();
  const auto journey =
      square.write([&](store::Transaction& t) { return make_default_journey(t, at, text::Language::en); });
  const auto stage = [&](const char* slug) { return stage_of(journey, slug)->id; };
  const auto newcomer = stage("newcomer"), participant = stage("participant");
  keep_segments(*square.store, square.timeline);
  const auto move = [&](const Viewer& who, StageId from, StageId to) {
    const StageMove wished{journey.id, Lane::steps, who.member, from, to, square.last_instant()};
    return square.write([&](store::Transaction& t) {
      return move_to_stage(t, square.timeline, wished, square.tick(), Source::system, true);
    });
  };
  EXPECT_TRUE(move(ana, newcomer, participant));
  EXPECT_FALSE(move(ana, newcomer, participant)) << "another node was quicker";
  EXPECT_FALSE(move(ana, {}, newcomer)) << "they stand somewhere already";
  square.write(
      [&](store::Transaction& t) { set_stage(t, act(), journey, *stage_of(journey, "ambassador"), ben.member); });
  EXPECT_FALSE(move(ben, newcomer, participant)) << "put elsewhere by hand";
  EXPECT_FALSE(move(ben, stage("ambassador"), participant));
  EXPECT_FALSE(move(ben, stage("ambassador"), {}));
  square.write([&](store::Transaction& t) { set_stage(t, act(), journey, *stage_of(journey, "pillar"), ben.member); });
  square.write([&](store::Transaction& t) {
    t.run("update member set status = 4 where id = $1", ana.member);
    t.run("delete from stage_member where member = $1", ana.member);
  });
  EXPECT_FALSE(move(ana, {}, newcomer)) << "who is gone stands nowhere";
  const auto told = square.read([](store::Reader& reader) {
    return reader.one<std::int64_t>("select count(*) from activity where verb = 210").value_or(0);
  });
  EXPECT_EQ(told, 1);
}

// A stage is where one member stands: its name speaks of one.
TEST(DefaultJourney, NamesItsStagesInFrenchAsOneMemberIsCalled) {
  TestCommunity square;
  const SpaceAct act{square.timeline, square.manager("Max").member, square.tick()};
  const auto journey =
      square.write([&](store::Transaction& t) { return make_default_journey(t, act, text::Language::fr); });
  std::string names;
  for (const auto& stage : journey.stages) names += stage.name.in(text::Language::fr) + ", ";
  EXPECT_EQ(names,
            "Nouveau, Participant, Habitué, Pilier, Animateur, Ambassadeur, Un mois de silence, Un long silence, De "
            "retour, ");
  EXPECT_NE(stage_of(journey, "returned"), nullptr) << "conditions name a stage by this word";
}

TEST(JourneyBoard, CountsThoseWhoStayTooLongAsTheyAre) {
  TestCommunity square;
  const auto max = square.manager("Max");
  const SpaceAct act{square.timeline, max.member, square.tick()};
  auto journey = square.write([&](store::Transaction& t) { return make_default_journey(t, act, text::Language::en); });
  auto stage = *stage_of(journey, "newcomer");
  stage.too_long_days = 30;
  const auto at = square.last_instant() + 100 * kDay;
  square.write([&](store::Transaction& t) {
    for (const std::int64_t days : {0, 12, 29, 30, 31, 80}) {
      const auto name = "since" + std::to_string(days);
      t.run(
          "insert into member (id, handle, handle_key, display_name, role, status, hue, created_at, last_seen_at) "
          "values ($1, $2, $2, $2, 1, 1, 0, 1, 1)",
          days + 1, name);
      t.run("insert into stage_member (journey, lane, member, stage, since_at) values ($1, $2, $3, $4, $5)", journey.id,
            Lane::steps, days + 1, stage.id, at - days * kDay);
    }
  });
  const auto figures = square.read([&](store::Reader& reader) { return figures_of(reader, journey, stage, at); });
  EXPECT_EQ(figures.now, 6);
  EXPECT_EQ(figures.entered, 4) << "in thirty days, the thirtieth included";
  EXPECT_EQ(figures.too_long, 2);
  const auto listed = [&](const Stage& of) {
    return square
        .read([&](store::Reader& reader) { return people_of(reader, of, StageList::too_long, at, std::nullopt, 100); })
        .size();
  };
  EXPECT_EQ(listed(stage), 2U) << "the list holds whom the figure counts";
  auto endless = stage;
  endless.too_long_days = 0;
  EXPECT_EQ(square.read([&](store::Reader& reader) { return figures_of(reader, journey, endless, at); }).too_long, 0);
  EXPECT_EQ(listed(endless), 0U) << "nobody stays too long where there is no too long";
  const auto of_late =
      square.read([&](store::Reader& reader) { return figures_of(reader, journey, stage, at + kDay); });
  EXPECT_EQ(of_late.entered, 3);
}

TEST(JourneyBoard, ListsWhoCameLatelyAlsoWhoLeftSince) {
  TestCommunity square;
  const auto max = square.manager("Max");
  const SpaceAct act{square.timeline, max.member, square.tick()};
  auto journey = square.write([&](store::Transaction& t) { return make_default_journey(t, act, text::Language::en); });
  const auto stage = *stage_of(journey, "newcomer");
  const auto at = square.last_instant() + 100 * kDay;
  std::vector<MemberId> people;
  for (int n = 0; n < 9; ++n) people.push_back(square.member("Member " + std::to_string(n)).member);
  square.write([&](store::Transaction& t) {
    for (std::size_t n = 0; n < people.size(); ++n) {
      const auto came = at - static_cast<std::int64_t>(n / 2 * 9) * kDay;  // two at a time
      if (n % 3 == 0) {
        t.run("insert into stage_stay (stage, member, entered_at, left_at) values ($1, $2, $3, $4)", stage.id,
              people[n], came, at);
      } else {
        t.run("insert into stage_member (journey, lane, member, stage, since_at) values ($1, $2, $3, $4, $5)",
              journey.id, Lane::steps, people[n], stage.id, came);
      }
    }
  });
  std::vector<StageMember> listed;
  for (std::optional<SegmentPlace> after;;) {
    const auto page =
        square.read([&](store::Reader& reader) { return people_of(reader, stage, StageList::entered, at, after, 2); });
    if (page.empty()) break;
    listed.insert(listed.end(), page.begin(), page.end());
    after = SegmentPlace{page.back().since, page.back().id};
  }
  ASSERT_EQ(listed.size(), 8u) << "the last one came before";
  for (std::size_t n = 1; n < listed.size(); ++n) {
    EXPECT_GT(std::pair(listed[n - 1].since, listed[n - 1].id), std::pair(listed[n].since, listed[n].id));
  }
  const auto figures = square.read([&](store::Reader& reader) { return figures_of(reader, journey, stage, at); });
  EXPECT_EQ(figures.entered, 8);
}

}  // namespace
}  // namespace parvis::community
