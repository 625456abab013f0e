#include "community/segments/segment_keeping.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "community/journeys/journey.h"
#include "community/segments/acts_by_day.h"
#include "community/segments/condition_parser.h"
#include "community/segments/segment_moves.h"
#include "community/segments/segment_why.h"
#include "community/testing/test_community.h"
#include "community/threads/post_deletion.h"
#include "community/threads/reaction.h"
#include "core/errors.h"

namespace parvis::community {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::TestCommunity;

struct SegmentsKept : ::testing::Test {
  TestCommunity square;
  Viewer max = square.manager("Max"), ana = square.member("Ana"), ben = square.member("Ben");
  std::optional<FrozenClock> clock{square.last_instant()};

  Condition condition(std::string_view text) {
    auto read = read_condition(text);
    EXPECT_TRUE(read.ok()) << text << ": " << (read.problem ? read.problem->key : "");
    return std::move(read.condition);
  }
  SpaceAct act() { return {square.timeline, max.member, square.tick()}; }
  Segment make(const std::string& name, std::string_view text) {
    const auto at = act();
    return square.write([&](store::Transaction& t) { return make_segment(t, at, {name, "", condition(text)}); });
  }
  std::int64_t keep() {
    clock->set(square.tick());
    return keep_segments(*square.store, square.timeline);
  }
  std::vector<std::string> in(const Segment& segment) {
    std::vector<std::string> names;
    square.read([&](store::Reader& reader) {
      for (const auto& member : members_of(reader, segment.id, {}, 100)) names.push_back(member.name);
    });
    std::ranges::sort(names);
    return names;
  }
  std::vector<std::string> who(std::string_view text) {
    fold_acts(*square.store);
    std::vector<std::string> names;
    square.read([&](store::Reader& reader) {
      const auto ground = read_ground(reader, square.last_instant());
      std::vector<MemberId> everybody;
      for (const auto& viewer : {max, ana, ben}) everybody.push_back(viewer.member);
      std::vector<std::int64_t> all, few;
      store::each_number(reader, members_where(condition(text), ground), [&](auto id) { all.push_back(id); });
      store::each_number(reader, members_where(condition(text), ground, everybody),
                         [&](auto id) { few.push_back(id); });
      EXPECT_EQ(all, few) << text;
      EXPECT_EQ(store::number_of(reader, count_where(condition(text), ground)), static_cast<std::int64_t>(all.size()));
      for (const auto id : all)
        names.push_back(reader.one<std::string>("select display_name from member where id = $1", id).value());
    });
    std::ranges::sort(names);
    return names;
  }
};

TEST_F(SegmentsKept, CountsActsByWhoSpaceTagPeriodAndCounterpart) {
  const auto thread = square.thread(ana, square.questions, "Which chain?", "Ours breaks.", {"chain"});
  const auto reply = square.reply(ben, thread.thread);
  square.reply(ben, thread.thread, "Or rather another.");
  square.write(
      [&](store::Transaction& t) { react(t, square.act(ana), reply.id, "thanks", Give::on, square.reactions); });
  clock->set(square.last_instant());
  EXPECT_THAT(who(R"(acts("replied") >= 2)"), ElementsAre("Ben"));
  EXPECT_THAT(who(R"(acts("replied") < 2)"), ElementsAre("Ana", "Max"));
  EXPECT_THAT(who(R"(acts("replied") = 0)"), ElementsAre("Ana", "Max"));
  EXPECT_THAT(who(R"(acts("replied") != 2)"), ElementsAre("Ana", "Max"));
  EXPECT_THAT(who(R"(acts("wrote", space "questions") >= 1)"), ElementsAre("Ana", "Ben"));
  EXPECT_THAT(who(R"(acts("wrote", space "talk"))"), IsEmpty());
  EXPECT_THAT(who(R"(acts("wrote", tag "chain") >= 2)"), ElementsAre("Ben"));
  EXPECT_THAT(who(R"(acts("replied", with "ana"))"), ElementsAre("Ben"));
  EXPECT_THAT(who(R"(received("reacted"))"), ElementsAre("Ben"));
  EXPECT_THAT(who(R"(received("reacted", with "ana") within 1 day)"), ElementsAre("Ben"));
  EXPECT_THAT(who(R"(acts("replied", with role leader))"), IsEmpty());
  EXPECT_THAT(who(R"(acts("replied") within 30 days and not role manager)"), ElementsAre("Ben"));
  EXPECT_THAT(who(R"(acts("replied") between 2025-01-01 and 2025-12-31)"), IsEmpty());
  EXPECT_THAT(who(R"(last act within 3 days)"), ElementsAre("Ana", "Ben"));
  EXPECT_THAT(who(R"(first act within 3 days and joined within 3 days)"), ElementsAre("Ana", "Ben"));
  EXPECT_THAT(who(R"(orders >= 1)"), IsEmpty());
  EXPECT_THAT(who(R"(orders < 1 and role manager)"), ElementsAre("Max"));
}

TEST_F(SegmentsKept, TimeAloneChangesWhoIsMeant) {
  square.thread(ana, square.talk);
  const auto recent = make("Recent", R"(acts("wrote") within 7 days)"),
             silent = make("Silent", R"(last act more than 7 days ago)");
  keep();
  EXPECT_THAT(in(recent), ElementsAre("Ana"));
  EXPECT_THAT(in(silent), IsEmpty());
  clock->set(square.last_instant() + 8 * kDay);
  keep_segments(*square.store, square.timeline);
  EXPECT_THAT(in(recent), IsEmpty());
  EXPECT_THAT(in(silent), ElementsAre("Ana"));
  const auto moves = square.read([&](store::Reader& reader) { return moves_of(reader, {.segment = recent.id}).moves; });
  ASSERT_EQ(moves.size(), 1U);
  EXPECT_FALSE(moves.front().entered);
}

TEST_F(SegmentsKept, TellEveryMoveOncePageAfterPageAndByItsKind) {
  const auto segment = make("Wrote", R"(acts("wrote") >= 1)");
  keep();
  square.write([&](store::Transaction& t) {
    for (int i = 0; i < 25; ++i) {
      t.run("insert into segment_move (segment, activity, member, entered, at) values ($1, $2, $3, $4, $5)", segment.id,
            1'000 + i, ana.member, i % 5 == 0 ? 0 : 1, i < 10 ? kDay : kDay + i);
    }
  });
  const auto walk = [&](MoveList list, Instant since) {
    std::set<std::int64_t> seen;
    for (MovesAsked asked{.segment = segment.id, .list = list, .since = since, .at_most = 4};;) {
      const auto page = square.read([&](store::Reader& reader) { return moves_of(reader, asked); });
      for (const auto& move : page.moves) EXPECT_TRUE(seen.insert(move.id.value).second);
      if (!page.next) return seen.size();
      asked.before = parse_move_place(place_text(*page.next));
    }
  };
  EXPECT_EQ(walk(MoveList::all, {}), 25u);
  EXPECT_EQ(walk(MoveList::left, {}), 5u);
  EXPECT_EQ(walk(MoveList::entered, {}), 20u);
  EXPECT_EQ(walk(MoveList::entered, {kDay + 1}), 12u);
  EXPECT_FALSE(parse_move_place("12"));
}

TEST_F(SegmentsKept, AnActMovesWhomItConcernsAndTheTimelineTellsOfIt) {
  const auto segment = make("Writers", R"(acts("wrote") >= 2)");
  keep();
  EXPECT_THAT(in(segment), IsEmpty());
  const auto thread = square.thread(ana, square.talk);
  EXPECT_EQ(keep(), 0);
  const auto reply = square.reply(ana, thread.thread);
  EXPECT_EQ(keep(), 1);
  EXPECT_THAT(in(segment), ElementsAre("Ana"));
  EXPECT_THAT(square.last_verbs(1), ElementsAre(Verb::segment_entered));
  square.write([&](store::Transaction& t) { delete_post(t, square.act(ana), reply.id); });
  EXPECT_EQ(keep(), 1);
  EXPECT_THAT(in(segment), IsEmpty());
  EXPECT_THAT(square.last_verbs(1), ElementsAre(Verb::segment_left));
  EXPECT_EQ(keep(), 0);
}

TEST_F(SegmentsKept, ASegmentFollowsThoseItStandsOnAndNeverItself) {
  const auto writers = make("Writers", R"(acts("wrote") >= 1)");
  const auto others = make("Others", R"(not segment "writers" and not role manager)");
  keep();
  EXPECT_THAT(in(others), ElementsAre("Ana", "Ben"));
  square.thread(ana, square.talk);
  keep();
  keep();
  EXPECT_THAT(in(others), ElementsAre("Ben"));
  const auto at = act();
  EXPECT_THROW(square.write([&](store::Transaction& t) {
    change_segment(t, at, writers, {"Writers", "", condition(R"(segment "others")")});
  }),
               Conflict);
  EXPECT_THROW(square.write([&](store::Transaction& t) { remove_segment(t, at, writers, text::Language::en); }),
               Conflict);
  square.write([&](store::Transaction& t) { remove_segment(t, at, others, text::Language::en); });
  square.write([&](store::Transaction& t) { remove_segment(t, at, writers, text::Language::en); });
  EXPECT_THAT(square.read([](store::Reader& reader) { return segments(reader); }), IsEmpty());
}

TEST_F(SegmentsKept, ANewConditionFillsTheSegmentWithoutAFactForEach) {
  square.thread(ana, square.talk);
  auto segment = make("Some", "everyone");
  keep();
  EXPECT_THAT(in(segment), ElementsAre("Ana", "Ben", "Max"));
  const auto at = act();
  square.write([&](store::Transaction& t) { change_segment(t, at, segment, {"Some", "", condition("role manager")}); });
  keep();
  EXPECT_THAT(in(segment), ElementsAre("Max"));
  segment = *square.read([&](store::Reader& reader) { return find_segment(reader, segment.id); });
  EXPECT_EQ(segment.members, 1);
  EXPECT_TRUE(segment.evaluated_at);
  EXPECT_THAT(square.read([&](store::Reader& reader) { return moves_of(reader, {.segment = segment.id}).moves; }),
              IsEmpty());
}

TEST_F(SegmentsKept, WhoIsErasedIsInNoSegmentAndNotCounted) {
  auto segment = make("All", "everyone");
  keep();
  square.write([&](store::Transaction& t) {
    t.run("update member set status = 4 where id = $1", ana.member);
    t.run("delete from segment_member where member = $1", ana.member);
    square.timeline.record(t, {.actor = ana.member,
                               .verb = Verb::erased,
                               .object_kind = ObjectKind::member,
                               .object = ana.member.value,
                               .source = Source::system});
  });
  keep();
  EXPECT_THAT(in(segment), ElementsAre("Ben", "Max"));
  EXPECT_EQ(square.read([&](store::Reader& reader) { return find_segment(reader, segment.id); })->members, 2);
}

TEST_F(SegmentsKept, NamesThatMeanNothingAreRefusedWithASentence) {
  for (const auto* text : {R"(group "none")", R"(badge "none")", R"(segment "none")", R"(stage "none")",
                           R"(consent "none")", R"(acts("wrote", space "none"))", R"(acts("wrote", tag "none"))",
                           R"(unit "none")", R"(role "none")", R"(profile "none" = "x")", R"(circle "none")",
                           R"(acts("wrote", with "none"))", R"(language "zz")", R"(language "FR")", R"(language "")",
                           R"(not language "")", R"(place "")", R"(place " ")", R"(profile "none" = "")"}) {
    const auto wrong = square.read([&](store::Reader& reader) { return wrong_in(reader, condition(text), ""); });
    EXPECT_TRUE(wrong) << text;
  }
}

TEST_F(SegmentsKept, LanguagesAreThoseThatMembersCanHave) {
  for (const auto* text : {R"(language "en")", R"(not language "fr")", R"(place "Nîmes")"}) {
    EXPECT_FALSE(square.read([&](store::Reader& reader) { return wrong_in(reader, condition(text), ""); })) << text;
  }
}

TEST_F(SegmentsKept, WhySaysConditionByConditionWithTheFigures) {
  square.thread(ana, square.talk);
  fold_acts(*square.store);
  const auto reason = square.read([&](store::Reader& reader) {
    return why(reader, condition(R"(acts("wrote") >= 2 and not role leader)"),
               read_ground(reader, square.last_instant()), ana.member);
  });
  EXPECT_FALSE(reason.holds);
  ASSERT_EQ(reason.parts.size(), 2U);
  EXPECT_FALSE(reason.parts[0].holds);
  EXPECT_EQ(reason.parts[0].figure, 1);
  EXPECT_TRUE(reason.parts[1].holds);
}

TEST_F(SegmentsKept, MembersStandAtTheLastStageWhoseRuleHolds) {
  const auto at = act();
  const auto journey =
      square.write([&](store::Transaction& t) { return make_default_journey(t, at, text::Language::en); });
  ASSERT_EQ(journey.stages.size(), 9U);
  const auto stage_of_ana = [&] {
    return square.read([&](store::Reader& reader) {
      return reader
          .one<std::string>(
              "select stage.slug from stage_member join stage on stage.id = stage_member.stage "
              "where stage_member.member = $1 and stage_member.lane = 1",
              ana.member)
          .value_or("");
    });
  };
  keep();
  EXPECT_EQ(stage_of_ana(), "newcomer");
  const auto thread = square.thread(ana, square.talk);
  square.reply(ana, thread.thread);
  square.reply(ana, thread.thread);
  keep();
  keep();
  EXPECT_EQ(stage_of_ana(), "participant");
  square.write(
      [&](store::Transaction& t) { set_stage(t, act(), journey, *stage_of(journey, "ambassador"), ana.member); });
  keep();
  EXPECT_EQ(stage_of_ana(), "ambassador");
  square.write([&](store::Transaction& t) { leave_to_rules(t, act(), journey, Lane::steps, ana.member); });
  keep();
  EXPECT_EQ(stage_of_ana(), "participant");
  const auto regular = make("At the stage", R"(stage "participant")");
  keep();
  EXPECT_THAT(in(regular), ElementsAre("Ana"));
}

TEST_F(SegmentsKept, SegmentsThatStandOnStagesFollowThemAtOnce) {
  const auto at = act();
  const auto journey =
      square.write([&](store::Transaction& t) { return make_default_journey(t, at, text::Language::en); });
  const auto fresh = make("Fresh", R"(stage "newcomer")"), asked = make("Asked", R"(stage "ambassador")");
  keep();
  EXPECT_THAT(in(fresh), ElementsAre("Ana", "Ben", "Max")) << "new together with the stages";
  EXPECT_THAT(in(asked), IsEmpty());
  square.write([&](store::Transaction& t) {
    const auto* last = stage_of(journey, "ambassador");
    change_stage(t, act(), journey, *last,
                 {.name = last->name, .lane = last->lane, .segment = stage_of(journey, "newcomer")->segment});
  });
  keep();
  EXPECT_THAT(in(asked), ElementsAre("Ana", "Ben", "Max"));
  EXPECT_THAT(in(fresh), IsEmpty());
}

TEST_F(SegmentsKept, WhatIsStoppedMidwayBeginsAnew) {
  const auto segment = make("All", "everyone");
  std::stop_source stop;
  stop.request_stop();
  live_through_again(*square.store, square.timeline, {segment}, {.from = square.last_instant() - 30 * kDay},
                     stop.get_token());
  const auto evaluated_at = [&] {
    return square.read([&](store::Reader& reader) { return find_segment(reader, segment.id); })->evaluated_at;
  };
  EXPECT_FALSE(evaluated_at());
  keep_segments(*square.store, square.timeline, stop.get_token());
  EXPECT_FALSE(evaluated_at());
  keep();
  EXPECT_TRUE(evaluated_at());
  EXPECT_THAT(in(segment), ElementsAre("Ana", "Ben", "Max"));
}

}  // namespace
}  // namespace parvis::community
