// Taking back what was decided on several things at once: whatever they were, whichever stood in which, the queue is
// then what it was before.
#include "community/moderation/undo.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "community/moderation/contribution.h"
#include "community/moderation/moderation_case.h"
#include "community/testing/test_community.h"
#include "community/threads/comment.h"
#include "core/errors.h"

namespace parvis::community {
namespace {

using ::testing::IsEmpty;

struct TakenBack : ::testing::Test {
  testing::TestCommunity square;
  Viewer ana = square.member("Ana"), ben = square.member("Ben"), cleo = square.member("Cleo"),
         lea = square.leader("Léa"), flora = square.member("Flora");
  OpenedThread brakes = square.thread(ana, square.talk, "About brakes"),
               bells = square.thread(ben, square.talk, "About bells");
  PublishedPost reply = square.reply(ben, brakes.thread, "You know nothing."),
                other = square.reply(ana, bells.thread, "Ring it.");

  struct Item {
    bool is_case = false;
    std::int64_t id = 0;
  };
  std::vector<Item> items;

  TakenBack() {
    const auto comment = [&](PostId under) {
      return square.write(
          [&](store::Transaction& t) { return add_comment(t, square.act(ben), under, square.text("Nonsense.")); });
    };
    const auto under_first = comment(brakes.post), under_reply = comment(reply.id);
    // What stands in something else is flagged before it.
    for (const auto& words : {Words{ObjectKind::comment, under_reply.value}, Words{ObjectKind::post, reply.id.value},
                              Words{ObjectKind::comment, under_first.value}, Words{ObjectKind::post, brakes.post.value},
                              Words{ObjectKind::post, bells.post.value}, Words{ObjectKind::post, other.id.value}}) {
      flag_by(flora, words);
    }
    flag_by(cleo, {ObjectKind::post, reply.id.value});
    wait({.kind = ContributionKind::thread,
          .space = square.talk,
          .thread = {},
          .post = {},
          .title = "Which pads?",
          .body = "For a tandem.",
          .tags = {"brakes", "tandem"},
          .held_for = "word:tandem"});
    wait({.kind = ContributionKind::reply,
          .space = square.talk,
          .thread = brakes.thread,
          .post = {},
          .title = {},
          .body = "They squeal here too."});
    wait({.kind = ContributionKind::reply,
          .space = square.talk,
          .thread = bells.thread,
          .post = other.id,
          .title = {},
          .body = "I ring it already."});
    wait({.kind = ContributionKind::comment,
          .space = square.talk,
          .thread = bells.thread,
          .post = bells.post,
          .title = {},
          .body = "Which bell?"});
  }
  void flag_by(const Viewer& who, const Words& words) {
    const auto id = square.write([&](store::Transaction& t) {
      return flag(t, square.act(who), words, {Ground::unkind, "It wounds."});
    });
    if (std::ranges::none_of(items, [&](const Item& item) { return item.id == id.value; })) {
      items.push_back({true, id.value});
    }
  }
  void wait(const NewContribution& one) {
    items.push_back({false, square.write([&](store::Transaction& t) { return hold(t, square.act(cleo), one); }).value});
  }
  // As the page of the queue decides on what is ticked: each by itself, all at one instant.
  void decide(const std::vector<Item>& ticked, bool yes) {
    const auto act = square.act(lea);
    const Reason reason{Ground::spam, ""};
    for (const auto& [is_case, id] : ticked) {
      try {
        square.write([&, of_case = is_case, of = id](store::Transaction& t) {
          if (of_case && yes) leave_standing(t, act, {of});
          if (of_case && !yes) hide_flagged(t, act, {of}, reason);
          if (!of_case && yes) let_through(t, act, {of}, "");
          if (!of_case && !yes) turn_down(t, act, {of}, reason);
        });
      } catch (const Refusal&) {
        // It stays, and the others are decided on.
      }
    }
  }
  std::int64_t undo() {
    return square.write([&](store::Transaction& t) { return undo_last_decision(t, square.act(lea)); });
  }
  std::vector<std::string> queue() {
    return square.read([&](store::Reader& r) {
      std::vector<std::string> all;
      for (const auto& one : waiting_for(r, lea, *square.spaces)) {
        all.push_back(id_text(one.id) + " " + one.title + "|" + one.body + "|" + one.tags + "|" + one.held_for);
      }
      for (const auto& one : open_cases_for(r, lea, *square.spaces)) {
        auto words = id_text(one.id) + " " + std::to_string(one.flags) + " of " + id_text(one.object);
        for (const auto& flag : flags_of(r, one.id)) words += " " + flag.handle + ": " + flag.words;
        all.push_back(std::move(words));
      }
      all.push_back(std::to_string(count_waiting_for(r, lea, *square.spaces)) + " and " +
                    std::to_string(count_open_cases_for(r, lea, *square.spaces)));
      return all;
    });
  }
};

TEST_F(TakenBack, PutsAPostBackIntoTheConversationThatWasHiddenAfterIt) {
  const auto before = queue();
  decide(items, false);
  EXPECT_NE(queue(), before);
  EXPECT_GT(undo(), 0);
  EXPECT_EQ(queue(), before);
  EXPECT_THAT(square.wrong_counters(), IsEmpty());
}

RC_GTEST_FIXTURE_PROP(TakenBack, LeavesTheQueueAsItWasWhateverWasTickedAndInWhichOrder, ()) {
  const auto order = *rc::gen::container<std::vector<int>>(items.size(), rc::gen::inRange(0, 1000));
  const auto yes = *rc::gen::arbitrary<bool>();
  std::vector<std::pair<int, Item>> sorted;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (order[i] % 3 > 0) sorted.emplace_back(order[i], items[i]);
  }
  std::ranges::stable_sort(sorted, {}, &std::pair<int, Item>::first);
  std::vector<Item> ticked;
  for (const auto& one : sorted) ticked.push_back(one.second);
  const auto before = queue();
  decide(ticked, yes);
  undo();
  RC_ASSERT(queue() == before);
  RC_ASSERT(square.wrong_counters().empty());
}

}  // namespace
}  // namespace parvis::community
