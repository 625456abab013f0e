#include "community/card/member_acts.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "community/card/card_days.h"
#include "community/card/circle.h"
#include "community/card/exchange.h"
#include "community/card/own_rhythm.h"
#include "community/card/part_played.h"
#include "community/health/health_fold.h"
#include "community/segments/acts_by_day.h"
#include "community/segments/condition.h"
#include "community/testing/test_community.h"
#include "community/threads/solution.h"
#include "core/store/testing/test_store.h"
#include "core/store/testing/watched_plans.h"

namespace parvis::community {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using testing::TestCommunity;

struct Days {
  std::int64_t member, part, day, kind, space, acts;
  auto operator<=>(const Days&) const = default;
};
std::vector<Days> view(TestCommunity& square) {
  return square.read([](store::Reader& reader) {
    return reader.all<Days>(
        "select member, part, day, kind, space, acts from card_day order by member, part, day, kind, space");
  });
}
void fold(TestCommunity& square, int at_most = 1000) {
  while (fold_card_days(*square.store, at_most) > 0) continue;
  while (health::fold_health(*square.store, text::TimeZone::of("Europe/Paris")) > 0) continue;
}

class MemberActs : public ::testing::Test {
 protected:
  // A past of many days, some of which tell of everything.
  void live(int days) {
    const SpaceId spaces[] = {square.talk, square.questions, square.members_only};
    square.write([&](store::Transaction& transaction) {
      for (int day = 0; day < days; ++day) {
        const auto at = Instant{1'700'000'000'000'000} + day * kDay;
        for (int n = 0; n < 5; ++n) {
          const bool is_rare = day % 9 == 0 && n == 2;
          square.timeline.record(transaction, {.at = at + n * kHour,
                                               .actor = ana.member,
                                               .verb = is_rare      ? Verb::solution_accepted
                                                       : n % 2 == 0 ? Verb::replied
                                                                    : Verb::reacted,
                                               .object_kind = ObjectKind::post,
                                               .object = day * 10 + n,
                                               .space = spaces[(day + n) % 3],
                                               .counterpart = day % 5 == 0 && n == 3 ? max.member : ben.member});
        }
        square.timeline.record(transaction, {.at = at + 6 * kHour, .actor = ana.member, .verb = Verb::signed_in});
        if (day % 11 == 0) {
          square.timeline.record(
              transaction,
              {.at = at + 7 * kHour, .actor = max.member, .verb = Verb::contacted, .counterpart = ana.member});
        }
      }
    });
  }

  // All of them, page by page.
  std::vector<std::int64_t> walk(ActsAsked asked) {
    std::vector<std::int64_t> ids;
    for (;;) {
      const auto page =
          square.read([&](store::Reader& reader) { return acts_of_member(reader, max, *square.spaces, asked); });
      for (const auto& act : page.acts) ids.push_back(act.id.value);
      if (!page.next) return ids;
      asked.before = page.next;
    }
  }

  // What a walk of the whole timeline would give.
  std::vector<std::int64_t> plainly(const ActsAsked& asked) {
    struct Row {
      std::int64_t id;
      Instant at;
      Verb verb;
      std::int64_t actor, counterpart, space;
    };
    std::vector<std::int64_t> ids;
    const auto rows = square.read([](store::Reader& reader) {
      return reader.all<Row>(
          "select id, at, verb, coalesce(actor, 0), coalesce(counterpart, 0), coalesce(space, 0) "
          "from activity order by at desc, id desc");
    });
    for (const auto& row : rows) {
      const bool is_done = asked.part == ActPart::done;
      const auto own = is_done ? row.actor : row.counterpart, other = is_done ? row.counterpart : row.actor;
      if (own != asked.member.value || (asked.with && other != asked.with.value)) continue;
      if (!asked.kinds.empty() && std::ranges::find(asked.kinds, card_kind_of(row.verb)) == asked.kinds.end()) continue;
      if (!asked.spaces.empty() && std::ranges::find(asked.spaces, SpaceId{row.space}) == asked.spaces.end()) continue;
      if (row.at < asked.from || (asked.until && row.at >= asked.until)) continue;
      ids.push_back(row.id);
    }
    return ids;
  }

  TestCommunity square;
  Viewer ana = square.member("Ana"), ben = square.member("Ben"), max = square.manager("Max");
};

TEST_F(MemberActs, GiveUnderEveryFilterWhatAWalkOfTheWholeTimelineGives) {
  live(150);
  const auto begin = Instant{1'700'000'000'000'000};
  for (const bool is_folded : {false, true}) {
    if (is_folded) fold(square);
    for (const auto part : {ActPart::done, ActPart::received}) {
      for (const auto& kinds : std::vector<std::vector<CardKind>>{
               {}, {CardKind::accepted}, {CardKind::replied, CardKind::thanked}, {CardKind::cared}}) {
        for (const auto& spaces : std::vector<std::vector<SpaceId>>{{}, {square.talk}}) {
          for (const auto with : {MemberId{}, max.member}) {
            for (const bool is_bounded : {false, true}) {
              ActsAsked asked{.member = ana.member,
                              .part = part,
                              .kinds = kinds,
                              .spaces = spaces,
                              .from = is_bounded ? begin + 20 * kDay + kHour : Instant{},
                              .until = is_bounded ? begin + 80 * kDay + kHour : Instant{},
                              .with = with,
                              .at_most = 7};
              EXPECT_EQ(walk(asked), plainly(asked))
                  << is_folded << " " << static_cast<int>(part) << " " << kinds.size() << " " << spaces.size() << " "
                  << with.value << " " << is_bounded;
            }
          }
        }
      }
    }
  }
}

TEST_F(MemberActs, AreReadThroughTheirIndexesHoweverTheyAreFiltered) {
  if (store::tests_use_postgres()) GTEST_SKIP() << "the plans are SQLite's";
  live(20);
  fold(square);
  auto owned = std::make_unique<store::testing::WatchedStore>(std::move(square.store));
  auto* watched = owned.get();
  square.store = std::move(owned);
  for (const auto part : {ActPart::done, ActPart::received}) {
    walk({.member = ana.member, .part = part, .kinds = {CardKind::accepted}});
    walk({.member = ana.member, .part = part, .spaces = {square.talk}});
    for (const auto which : {WhichActs::all, WhichActs::standing, WhichActs::counted, WhichActs::solving}) {
      walk({.member = ana.member, .part = part, .which = which});
    }
    walk({.member = ana.member, .part = part, .with = max.member});
  }
  square.read([&](store::Reader& reader) {
    partners_of(reader, ana.member, std::nullopt, 8);
    last_contact(reader, ana.member, text::TimeZone::of("Europe/Paris"));
    own_rhythm(reader, ana.member, 20'000);
    parts_played(reader, max, *square.spaces, ana.member, 20'000);
    circle_of(reader, ana.member);
  });
  EXPECT_GT(watched->plans().size(), 12u);
  for (const auto& plan : watched->plans()) EXPECT_EQ(plan.whole_walk({"setting"}), "") << plan.text();
}

TEST_F(MemberActs, AreThoseTheViewerMayRead) {
  const auto hidden = square.space("den", SpaceKind::discussion, SpaceVisibility::leaders);
  square.thread(max, hidden, "For leaders");
  square.thread(max, square.talk, "For all");
  const auto titles = [&](const Viewer& viewer) {
    std::vector<std::string> all;
    const auto page = square.read([&](store::Reader& reader) {
      return acts_of_member(reader, viewer, *square.spaces, {.member = max.member, .kinds = {CardKind::opened}});
    });
    for (const auto& act : page.acts) all.push_back(act.title);
    return all;
  };
  fold(square);
  EXPECT_THAT(titles(max), ElementsAre("For all", "For leaders"));
  EXPECT_THAT(titles(ben), ElementsAre("For all"));
}

TEST_F(MemberActs, NameNobodyWhoVoted) {
  square.write([&](store::Transaction& transaction) {
    square.timeline.record(transaction, {.at = square.tick(),
                                         .actor = ben.member,
                                         .verb = Verb::voted,
                                         .object_kind = ObjectKind::post,
                                         .object = 7,
                                         .space = square.talk,
                                         .counterpart = ana.member});
  });
  for (const bool is_folded : {false, true}) {
    if (is_folded) fold(square);
    ActsAsked asked{.member = ana.member, .part = ActPart::received};
    const auto all =
        square.read([&](store::Reader& reader) { return acts_of_member(reader, max, *square.spaces, asked); });
    ASSERT_THAT(all.acts, SizeIs(1));
    EXPECT_FALSE(all.acts.front().other);
    EXPECT_EQ(all.acts.front().name, "");
    asked.with = ben.member;
    EXPECT_THAT(walk(asked), IsEmpty());
    EXPECT_THAT(walk({.member = ben.member, .with = ana.member}), IsEmpty());
  }
}

TEST_F(MemberActs, OfOneWhoIsGoneAreInNoView) {
  live(2);
  square.write([&](store::Transaction& transaction) {
    transaction.run("update member set status = 4 where id = $1", ana.member);
  });
  fold(square);
  for (const auto& row : view(square)) EXPECT_NE(row.member, ana.member.value);
}

RC_GTEST_FIXTURE_PROP(MemberActs, FoldedInAnyStepsAreAsFromNothing, ()) {
  live(*rc::gen::inRange(1, 6));
  const auto thread = square.thread(ben, square.talk).thread;
  square.reply(ana, thread);
  fold(square, *rc::gen::inRange(1, 9));
  square.reply(max, thread);
  fold(square, *rc::gen::inRange(1, 9));
  const auto folded = view(square);
  RC_ASSERT(!folded.empty());
  square.write([](store::Transaction& transaction) { forget_card_days(transaction); });
  RC_ASSERT(view(square).empty());
  fold(square);
  RC_ASSERT(view(square) == folded);
  square.write([](store::Transaction& transaction) { forget_card_days(transaction); });
  const Walking walking{.worth = 1, .together = *rc::gen::inRange(1, 20)};
  while (fold_card_days(*square.store, 1000, walking) > 0) continue;
  RC_ASSERT(view(square) == folded);
}

TEST_F(MemberActs, MissNothingWhileTiesAreFilledInMemberByMember) {
  live(40);
  while (fold_card_days(*square.store) > 0) continue;
  const ActsAsked asked{.member = ana.member, .part = ActPart::done, .with = ben.member, .at_most = 7};
  while (health::fold_health(*square.store, text::TimeZone{}, {.walking = {.worth = 1, .together = 60}}) > 0)
    EXPECT_EQ(walk(asked), plainly(asked));
}

TEST_F(MemberActs, HaveAKindEachAndEachKindItsVerbs) {
  for (int number = 1; number < 260; ++number) {
    const Verb verb{number};
    if (verb_name(verb) == "unknown") continue;
    const auto verbs = verbs_of(std::array{card_kind_of(verb)});
    EXPECT_NE(std::ranges::find(verbs, verb), verbs.end()) << verb_name(verb);
  }
  EXPECT_EQ(card_kind_of(Verb::came_by_invitation), CardKind::brought);
  EXPECT_EQ(card_kind_of(Verb::note_written), CardKind::cared);
  EXPECT_EQ(card_kind_of(Verb::contacted), CardKind::cared);
  EXPECT_EQ(card_kind_of(Verb::report_made), CardKind::governed);
}

class Card : public MemberActs {
 protected:
  const PartPlayed& part(const std::vector<PartPlayed>& all, std::string_view key) {
    return *std::ranges::find_if(all, [&](const PartPlayed& one) { return one.part->key == key; });
  }
};

TEST_F(Card, SaysThePartsTheyPlayAndCountsWhatShowsThem) {
  for (int i = 0; i < 3; ++i) {
    const auto asked = square.thread(ben, square.questions);
    const auto answer = square.reply(ana, asked.thread);
    square.write([&](store::Transaction& t) { accept_solution(t, square.act(ben), answer.id); });
  }
  fold_acts(*square.store);
  fold(square);
  const auto today = day_of(square.last_instant());
  const auto of = [&](const Viewer& member) {
    return square.read(
        [&](store::Reader& reader) { return parts_played(reader, max, *square.spaces, member.member, today); });
  };
  EXPECT_TRUE(part(of(ana), "helper").is_played);
  EXPECT_EQ(part(of(ana), "helper").signs.front().count, 3);
  EXPECT_FALSE(part(of(ben), "helper").is_played);
  EXPECT_EQ(part(of(ben), "source").signs.front().count, 3);
  EXPECT_FALSE(part(of(ben), "source").is_played) << "five speak";
  EXPECT_EQ(of(ana).front().part->key, "helper") << "what is played comes first";
}

TEST_F(Card, NamesWithWhomTheyExchangeTheStrongestTieFirst) {
  const auto thread = square.thread(ana, square.talk).thread;
  square.reply(ben, thread);
  square.reply(ben, thread);
  square.reply(max, thread);
  fold(square);
  const auto all =
      square.read([&](store::Reader& reader) { return partners_of(reader, ana.member, std::nullopt, 10); });
  ASSERT_THAT(all, SizeIs(2));
  EXPECT_EQ(all[0].face.display_name, "Ben");
  EXPECT_EQ(all[0].given, 0);
  EXPECT_EQ(all[0].received, 2);
  const auto rest = square.read([&](store::Reader& reader) {
    return partners_of(reader, ana.member, PartnerPlace{all[0].given + all[0].received, all[0].face.id}, 10);
  });
  ASSERT_THAT(rest, SizeIs(1));
  EXPECT_EQ(rest[0].face.display_name, "Max");
  const auto contact = square.read(
      [&](store::Reader& reader) { return last_contact(reader, ana.member, text::TimeZone::of("Europe/Paris")); });
  ASSERT_TRUE(contact);
  EXPECT_EQ(contact->by.display_name, "Max") << "who is of the team";
  const auto of_ben = [&] {
    return square.read(
        [&](store::Reader& reader) { return last_contact(reader, ben.member, text::TimeZone::of("Europe/Paris")); });
  };
  EXPECT_FALSE(of_ben());
  square.write([&](store::Transaction& t) {
    t.run(R"(insert into task (id, kind, occasion, member, made_at, state, decided_by, decided_at)
             values ($1, 13, 'way.step', $2, $3, 2, $4, $3))",
          next_id(), ben.member, now(), max.member);
  });
  ASSERT_TRUE(of_ben()) << "a step of a plan that was done for them is a word too";
  EXPECT_EQ(of_ben()->by.display_name, "Max");
}

TEST_F(Card, HoldsThemAgainstTheirOwnRhythm) {
  const auto today = day_of(square.last_instant());
  square.write([&](store::Transaction& transaction) {
    for (int week = 1; week <= 10; ++week) {
      transaction.run("insert into health_member_day (member, day, acts, words) values ($1, $2, 3, 1)", ana.member,
                      today - 40 - 7 * week);
    }
  });
  const auto own = square.read([&](store::Reader& reader) { return own_rhythm(reader, ana.member, today); });
  ASSERT_TRUE(own.gap);
  EXPECT_EQ(own.gap->days, 7);
  EXPECT_EQ(own.last_day, today - 47);
  EXPECT_EQ(own.state, health::Rhythm::slipping);
  EXPECT_THAT(own.weeks, SizeIs(kWeeksShown));
  std::int64_t sum = 0;
  for (const auto& week : own.weeks) sum += week.acts;
  EXPECT_EQ(sum, 30);
  const auto none = square.read([&](store::Reader& reader) { return own_rhythm(reader, ben.member, today); });
  EXPECT_FALSE(none.last_day);
}

TEST(DaysOfACommunity, EndWhenTheNextBeginsWhereClocksAreSet) {
  const auto zone = text::TimeZone::of("Europe/Paris");
  const auto hours = [&](std::string_view day) {
    const auto begins = *text::start_of_day(day, zone);
    return (day_after(begins, zone) - begins) / kHour;
  };
  EXPECT_EQ(hours("2026-03-29"), 23);
  EXPECT_EQ(hours("2026-10-25"), 25);
  EXPECT_EQ(hours("2026-06-01"), 24);
}

}  // namespace
}  // namespace parvis::community
