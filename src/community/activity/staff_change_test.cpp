#include "community/activity/staff_change.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <set>

#include "community/activity/staff_acts.h"
#include "community/moderation/watch.h"
#include "community/rights/rights_change.h"
#include "community/rights/trust.h"
#include "community/spaces/space_change.h"
#include "community/testing/test_community.h"
#include "community/threads/title.h"

namespace parvis::community {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::TestCommunity;

struct StaffChanges : ::testing::Test {
  TestCommunity square;
  Viewer mia = square.manager("Mia"), lea = square.leader("Léa"), ana = square.member("Ana");

  SpaceAct space_act() { return {square.timeline, mia.member, square.tick(), Source::page}; }
  // "Title: before → after", of all there are.
  std::vector<std::string> told() {
    std::vector<std::string> all;
    const auto changes = square.read(
        [](store::Reader& r) { return changes_of(r, r.all<ActivityId>("select activity from staff_act")); });
    for (const auto& change : changes) all.push_back(change.what + ": " + change.was + " → " + change.became);
    return all;
  }
  void trust(const TrustRules& rules) {
    square.write([&](store::Transaction& t) {
      save_trust(t, read_trust(t));
      const StaffChange change(t, Verb::trust_changed);
      save_trust(t, rules);
      square.timeline.record(t, {.at = square.tick(), .actor = mia.member, .verb = Verb::trust_changed});
      change.keep(t);
    });
  }
};

TEST_F(StaffChanges, SayWhatWasAnotherBeforeAndNothingElse) {
  auto rules = square.read(read_trust);
  rules.days = 30;
  trust(rules);
  rules.days = 14;
  trust(rules);
  EXPECT_THAT(told(), ElementsAre("Days since they joined: " + std::to_string(TrustRules{}.days) + " → 30",
                                  "Days since they joined: 30 → 14"));
}

TEST_F(StaffChanges, OfAListSayWhatCameAndWhatWent) {
  square.write([&](store::Transaction& t) {
    watch(t, square.timeline, mia.member, "casino", WatchEffect::waits, Source::page);
    watch(t, square.timeline, mia.member, "bets", WatchEffect::refused, Source::page);
    watch(t, square.timeline, mia.member, "casino", WatchEffect::refused, Source::page);
  });
  EXPECT_THAT(told(), ElementsAre("Words and links to watch:  → casino: is read first",
                                  "Words and links to watch:  → bets: is refused",
                                  "Words and links to watch: casino: is read first → casino: is refused"));
}

TEST_F(StaffChanges, OfSpacesSayWordsReadersAndRights) {
  square.write([&](store::Transaction& t) {
    LocalText name;
    name.set(text::Language::en, "Brakes");
    name.set(text::Language::fr, "Freins");
    const auto space = *stored_spaces(t).find(square.talk);
    change_space(t, space_act(), square.talk,
                 {.name = name, .description = space.description, .visibility = SpaceVisibility::members});
    Rights rights(Openness::curated);
    change_rights(t, space_act(), square.talk, Openness::curated, rights);
  });
  const auto all = told();
  ASSERT_EQ(all.size(), 3u);
  EXPECT_THAT(all[0], ::testing::EndsWith("→ Brakes / Freins"));
  EXPECT_EQ(all[1], "Who reads it: Everybody → Members");
  EXPECT_EQ(all[2], "Openness: Free → Curated");
}

TEST_F(StaffChanges, AreOfStaffAlone) {
  const auto thread = square.thread(ana, square.talk, "Which chain").thread;
  square.write([&](store::Transaction& t) { retitle(t, square.act(ana), thread, "Which chain, really", ""); });
  EXPECT_THAT(told(), IsEmpty()) << "her own";
  square.write([&](store::Transaction& t) { retitle(t, square.act(lea), thread, "Which chain for a tandem", ""); });
  EXPECT_THAT(told(), ElementsAre("Title: Which chain, really → Which chain for a tandem"));
}

TEST_F(StaffChanges, CutWhatIsLongBetweenTwoCharacters) {
  square.write([&](store::Transaction& t) {
    square.timeline.record(t, {.at = square.tick(), .actor = mia.member, .verb = Verb::trust_changed});
    std::string text = "x";
    for (int i = 0; i < 2000; ++i) text += "é";
    note_change(t, "Name", "", text);
  });
  const auto changes =
      square.read([](store::Reader& r) { return changes_of(r, r.all<ActivityId>("select activity from staff_act")); });
  EXPECT_TRUE(square.read([](store::Reader& r) { return changes_of(r, {}); }).empty());
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_LE(changes[0].became.size(), kMaxChangeText + 3);
  EXPECT_TRUE(changes[0].became.ends_with("é…"));
}

// Each verb of staff that changes the community says what, or is here, with what tells of it already.
TEST(StaffFacts, AreThereForEveryActThatLeavesTheCommunityAnother) {
  using enum Verb;
  const std::set<Verb> told_otherwise{
      space_created,       space_closed,        space_reopened,  // the space, in the sentence
      custom_role_made,    custom_role_removed,                  // its name there
      raid_mode_on,        raid_mode_off,                        // until when
      invitation_made,     invitation_ended,    members_imported,  import_ended,
      units_imported,      group_letter_sent,   group_founded,     group_ended,  // pages of their own tell of each
      segment_letter_sent,                                                       // its page
      retention_changed,                                                         // noted by its rule
      plan_made,           plan_removed,        influencer_changed};             // pages of their own
  std::set<Verb> with_facts;
  for (const auto& fact : staff_facts()) with_facts.insert(fact.verb);
  for (const auto& one : staff_verbs()) {
    if (one.done_to != DoneTo::community) continue;
    EXPECT_NE(with_facts.contains(one.verb), told_otherwise.contains(one.verb)) << verb_name(one.verb);
  }
  for (const auto verb : with_facts) {
    EXPECT_TRUE(std::ranges::any_of(staff_verbs(), [&](const auto& one) { return one.verb == verb; }))
        << verb_name(verb) << " is no act of staff";
  }
}

// Every statement of the table can be asked, on whichever database.
TEST_F(StaffChanges, CanBeReadForEveryVerb) {
  square.write([&](store::Transaction& t) {
    for (const auto& one : staff_verbs()) {
      const StaffChange change(t, one.verb, 1);
      square.timeline.record(t,
                             {.at = square.tick(), .actor = mia.member, .verb = one.verb, .counterpart = ana.member});
      change.keep(t);
    }
  });
  EXPECT_THAT(told(), IsEmpty()) << "nothing was changed";
}

}  // namespace
}  // namespace parvis::community
