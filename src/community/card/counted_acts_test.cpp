// Each figure of the card opens onto exactly the acts that it counts.
#include <gmock/gmock.h>

#include <algorithm>
#include <map>

#include "community/card/card_days.h"
#include "community/card/exchange.h"
#include "community/card/part_played.h"
#include "community/health/health_fold.h"
#include "community/segments/acts_by_day.h"
#include "community/segments/condition.h"
#include "community/testing/test_community.h"
#include "community/threads/comment.h"
#include "community/threads/merge.h"
#include "community/threads/post_deletion.h"
#include "community/threads/reaction.h"
#include "community/threads/solution.h"
#include "community/threads/thread_deletion.h"

namespace parvis::community {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;
using ::testing::SizeIs;

struct CountedActs : ::testing::Test {
  void fold() {
    fold_acts(*square.store);
    while (fold_card_days(*square.store) > 0) continue;
    while (health::fold_health(*square.store, text::TimeZone::of("Europe/Paris")) > 0) continue;
  }
  // All of them, page by page.
  std::vector<MemberAct> listed(ActsAsked asked) {
    std::vector<MemberAct> all;
    for (;;) {
      const auto page = square.read([&](store::Reader& r) { return acts_of_member(r, max, *square.spaces, asked); });
      all.insert(all.end(), page.acts.begin(), page.acts.end());
      if (!page.next) return all;
      asked.before = page.next;
    }
  }

  // By Ana to a question by Ben, who accepts it.
  struct Answer {
    ThreadId thread;
    PostId id;
  };
  Answer answer() {
    const auto thread = square.thread(ben, square.questions).thread;
    const auto reply = square.reply(ana, thread).id;
    square.write([&](store::Transaction& t) { accept_solution(t, square.act(ben), reply); });
    return {thread, reply};
  }
  std::vector<PartPlayed> played() {
    const auto today = day_of(square.last_instant());
    return square.read([&](store::Reader& r) { return parts_played(r, max, *square.spaces, ana.member, today); });
  }

  testing::TestCommunity square;
  Viewer ana = square.member("Ana"), ben = square.member("Ben"), max = square.manager("Max");
};

TEST_F(CountedActs, ListsExactlyTheActsThatANumberOfExchangeCounts) {
  const auto thread = square.thread(ben, square.questions).thread;
  const auto first = square.reply(ana, thread), second = square.reply(ana, thread), third = square.reply(ben, thread);
  const auto own = square.reply(ana, thread);
  square.write([&](store::Transaction& t) {
    add_comment(t, square.act(ana), third.id, square.text("Well said."));
    add_comment(t, square.act(ana), own.id, square.text("To myself."));
    for (const auto give : {Give::on, Give::off, Give::on}) {
      react(t, square.act(ana), third.id, "thanks", give, square.reactions);
    }
    react(t, square.act(ana), third.id, "useful", Give::on, square.reactions);
    react(t, square.act(ana), third.id, "useful", Give::off, square.reactions);
    delete_post(t, square.act(ana), second.id);
    for (const auto verb : {Verb::plan_assigned, Verb::contacted, Verb::thread_pinned}) {
      square.timeline.record(
          t, {.at = square.tick(), .actor = ana.member, .verb = verb, .space = square.talk, .counterpart = ben.member});
    }
    accept_solution(t, square.act(ben), first.id);
  });
  const auto exchange = find_kind_choice("exchange");
  for (const bool is_folded : {false, true}) {
    if (is_folded) fold();
    const ActsAsked given{
        .member = ana.member, .kinds = exchange->kinds, .with = ben.member, .which = exchange->which, .at_most = 2};
    EXPECT_THAT(listed(given), SizeIs(4)) << "two replies, a comment, thanks";
    auto received = given;
    received.part = ActPart::received;
    EXPECT_THAT(listed(received), SizeIs(1)) << "an accepted answer";
  }
  const auto all = square.read([&](store::Reader& r) { return partners_of(r, ana.member, std::nullopt, 10); });
  ASSERT_THAT(all, SizeIs(1));
  EXPECT_EQ(all[0].given, 4);
  EXPECT_EQ(all[0].received, 1);
}

TEST_F(CountedActs, CountsCommentsOnWhatOthersWroteAndListsTheSame) {
  const auto thread = square.thread(ben, square.talk).thread;
  const auto others = square.reply(ben, thread), own = square.reply(ana, thread);
  square.write([&](store::Transaction& t) {
    add_comment(t, square.act(ana), others.id, square.text("Well said."));
    add_comment(t, square.act(ana), own.id, square.text("To myself."));
    const auto gone = add_comment(t, square.act(ana), others.id, square.text("Taken back."));
    delete_comment(t, square.act(ana), gone);
  });
  fold();
  const auto today = day_of(square.last_instant());
  const auto parts =
      square.read([&](store::Reader& reader) { return parts_played(reader, max, *square.spaces, ana.member, today); });
  const auto critic = std::ranges::find_if(parts, [](const PartPlayed& one) { return one.part->key == "critic"; });
  EXPECT_EQ(critic->signs.front().count, 1);
  const auto* comments = find_kind_choice("comments");
  EXPECT_THAT(listed({.member = ana.member, .kinds = comments->kinds, .which = comments->which}), SizeIs(1));
}

TEST_F(CountedActs, OpensASignOfAPartOntoAsManyActsAsItCounts) {
  const auto gone = square.thread(ana, square.talk).thread, kept = square.thread(ana, square.talk).thread,
             merged = square.thread(ana, square.talk).thread;
  const auto first = answer(), second = answer(), third = answer();
  answer();
  square.write([&](store::Transaction& t) {
    for (const auto give : {Give::on, Give::off, Give::on}) {
      react(t, square.act(ben), first.id, "thanks", give, square.reactions);
    }
    react(t, square.act(max), first.id, "useful", Give::on, square.reactions);
    react(t, square.act(max), first.id, "useful", Give::off, square.reactions);
    withdraw_solution(t, square.act(ben), first.thread);
    withdraw_solution(t, square.act(max), second.thread);
    delete_post(t, square.act(max), third.id);
    accept_solution(t, square.act(ben), first.id);
    delete_thread(t, square.act(max), gone);
    merge_threads(t, square.act(max), kept, merged);
  });
  fold();
  std::map<std::string_view, std::int64_t> seen;
  for (const auto& part : played()) {
    for (const auto& sign : part.signs) {
      const auto* kind = sign.sign->acts.empty() ? nullptr : find_kind_choice(sign.sign->acts);
      if (!kind) continue;
      EXPECT_THAT(listed({.member = ana.member, .part = sign.sign->part, .kinds = kind->kinds, .which = kind->which}),
                  SizeIs(static_cast<std::size_t>(sign.count)))
          << kind->name;
      if (sign.count > 0) seen[kind->name] = sign.count;
    }
  }
  EXPECT_THAT(seen, ElementsAre(Pair("accepted", 2), Pair("opened", 2), Pair("thanked", 1))) << "merged is not deleted";
}

TEST_F(CountedActs, OpensTheAcceptedAnswersOfAMemberOntoAsManyAsTheirCounterSays) {
  const auto again = answer(), given_up = answer(), gone = answer();
  const auto own_question = square.thread(ana, square.questions).thread;
  const auto own_answer = square.reply(ana, own_question).id;
  square.write([&](store::Transaction& t) {
    accept_solution(t, square.act(max), own_answer);
    withdraw_solution(t, square.act(ben), again.thread);
    accept_solution(t, square.act(max), again.id);
    withdraw_solution(t, square.act(max), given_up.thread);
    delete_thread(t, square.act(max), gone.thread);
  });
  const auto* kind = find_kind_choice("solutions");
  for (const bool is_folded : {false, true}) {
    if (is_folded) fold();
    const auto acts =
        listed({.member = ana.member, .part = ActPart::received, .kinds = kind->kinds, .which = kind->which});
    const auto member = square.read([&](store::Reader& reader) { return find_member(reader, ana.member); });
    EXPECT_THAT(acts, SizeIs(static_cast<std::size_t>(member->solutions)));
    ASSERT_THAT(acts, SizeIs(2)) << "one's own question is no help to another";
    EXPECT_EQ(acts.front().object, again.id.value);
  }
}

}  // namespace
}  // namespace parvis::community
