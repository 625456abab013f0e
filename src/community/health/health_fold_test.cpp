#include "community/health/health_fold.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "community/testing/test_community.h"
#include "community/threads/comment.h"
#include "community/threads/mention.h"
#include "community/threads/merge.h"
#include "community/threads/post_deletion.h"
#include "community/threads/reaction.h"
#include "community/threads/solution.h"
#include "community/threads/split.h"
#include "community/threads/thread_deletion.h"
#include "core/graph/draw.h"

namespace parvis::community::health {
namespace {

using ::testing::IsEmpty;

const auto kZone = text::TimeZone::of("Europe/Paris");

// Every row of every folded view, in order, as numbers.
std::vector<std::vector<std::int64_t>> views(testing::TestCommunity& square) {
  struct Row {
    std::int64_t a, b, c, d, e, f, g, h;
  };
  return square.read([](store::Reader& reader) {
    std::vector<std::vector<std::int64_t>> all;
    const auto add = [&](const store::Sql& sql) {
      for (const auto& r : reader.all<Row>(sql)) all.push_back({r.a, r.b, r.c, r.d, r.e, r.f, r.g, r.h});
    };
    add("select 1, day, kind, acts, 0, 0, 0, 0 from health_act order by day, kind");
    add("select 2, day, hour, acts, 0, 0, 0, 0 from health_hour order by day, hour");
    add("select 3, member, day, acts, words, 0, 0, 0 from health_member_day order by member, day");
    add(R"(select 4, from_member, to_member, day, kind, acts, 0, 0 from health_tie
           order by from_member, to_member, day, kind)");
    add(R"(select 5, object_kind, object, thread, at, author, counterpart, gone from health_word
           order by object_kind, object)");
    add(R"(select 6, thread, opened_at, author, coalesce(first_at, 0), coalesce(first_by, 0), coalesce(accepted_at, 0),
             coalesce(accepted_by, 0) + gone from health_thread order by thread)");
    add(R"(select 7, member, other, given, received, acts, 0, 0 from health_exchange order by member, other)");
    return all;
  });
}

void fold_all(testing::TestCommunity& square, int at_most = 4000) {
  while (fold_health(*square.store, kZone, {.at_most = at_most}) > 0) continue;
}

// A node that is slow to write: another comes first.
class SlowNode final : public store::Store {
 public:
  SlowNode(store::Store& store, std::function<void()> meanwhile) : store_(store), meanwhile_(std::move(meanwhile)) {}
  Figures figures() const override { return store_.figures(); }

 private:
  void run_read(const std::function<void(store::Reader&)>& action) override { store_.read(action); }
  void run_write(const std::function<void(store::Transaction&)>& action) override {
    if (const auto meanwhile = std::exchange(meanwhile_, {})) meanwhile();
    store_.write(action);
  }
  store::Store& store_;
  std::function<void()> meanwhile_;
};

class HealthFold : public ::testing::Test {
 protected:
  std::int64_t number(const store::Sql& sql) {
    return square.read([&](store::Reader& reader) { return reader.one<std::int64_t>(sql).value_or(-1); });
  }
  template <class Act>
  void act(const Viewer& viewer, const Act& rule) {
    square.write([&](store::Transaction& transaction) { rule(transaction, square.act(viewer)); });
  }

  ThreadId split(ThreadId from, const std::vector<PostId>& posts) {
    return square.write([&](store::Transaction& t) {
      const auto text = check_split(t, max, *square.spaces, {from, posts, "What came of it", square.questions});
      if (!text) throw Conflict(text.mistakes().front().sentence);
      return split_thread(t, square.act(max), *text).thread;
    });
  }
  void merge(ThreadId one, ThreadId other) {
    act(max, [&](auto& t, const Act& a) { merge_threads(t, a, one, other); });
  }

  testing::TestCommunity square;
  Viewer ana = square.member("Ana"), ben = square.member("Ben"), max = square.manager("Max");
};

TEST_F(HealthFold, CountsWhoTurnedToWhomAndWhenAQuestionWasAnswered) {
  const auto asked = square.thread(ana, square.questions);
  const auto answer = square.reply(ben, asked.thread);
  act(ana, [&](auto& t, const Act& a) { accept_solution(t, a, answer.id); });
  fold_all(square);
  EXPECT_EQ(number("select acts from health_act where kind = 1"), 1);
  EXPECT_EQ(number("select sum(acts) from health_tie"), 2) << "the answer, and its acceptance";
  EXPECT_EQ(number("select sum(acts) from health_member_day"), 3);
  EXPECT_EQ(number("select sum(words) from health_member_day"), 2);
  EXPECT_EQ(number("select first_at - opened_at from health_thread"), kMinute);
  EXPECT_EQ(number("select first_by from health_thread"), ben.member.value);
  EXPECT_EQ(number("select accepted_by from health_thread"), ben.member.value);
}

TEST_F(HealthFold, TakesBackWhatWasTakenBack) {
  const auto asked = square.thread(ana, square.questions);
  const auto answer = square.reply(ben, asked.thread);
  fold_all(square);
  const auto before = views(square);
  act(ana, [&](auto& t, const Act& a) { accept_solution(t, a, answer.id); });
  act(ana, [&](auto& t, const Act& a) { react(t, a, answer.id, "thanks", Give::on, square.reactions); });
  fold_all(square);
  EXPECT_NE(views(square), before);
  act(ana, [&](auto& t, const Act& a) { withdraw_solution(t, a, asked.thread); });
  act(ana, [&](auto& t, const Act& a) { react(t, a, answer.id, "thanks", Give::off, square.reactions); });
  fold_all(square);
  EXPECT_EQ(views(square), before);
}

TEST_F(HealthFold, CountsNoDeletedWordsUntilTheyComeBack) {
  const auto asked = square.thread(ana, square.questions);
  const auto first = square.reply(ben, asked.thread);
  square.reply(max, asked.thread);
  fold_all(square);
  const auto before = views(square);
  act(max, [&](auto& t, const Act& a) { hide_post(t, a, first.id, "spam"); });
  fold_all(square);
  EXPECT_EQ(number("select first_by from health_thread"), max.member.value);
  EXPECT_EQ(number("select coalesce(sum(acts), 0) from health_member_day where member = 0"), 0);
  EXPECT_EQ(number("select count(*) from health_tie"), 1);
  EXPECT_EQ(number("select count(*) from health_exchange"), 2) << "a row of each";
  EXPECT_EQ(number("select sum(given) - sum(received) from health_exchange"), 0);
  act(max, [&](auto& t, const Act& a) { hide_thread(t, a, asked.thread, "spam"); });
  fold_all(square);
  EXPECT_EQ(number("select count(*) from health_member_day"), 0);
  EXPECT_EQ(number("select coalesce(sum(acts), 0) from health_act where kind < 20"), 0);
  act(max, [&](auto& t, const Act& a) { restore_thread(t, a, asked.thread); });
  act(max, [&](auto& t, const Act& a) { restore_post(t, a, first.id); });
  fold_all(square);
  EXPECT_EQ(views(square), before);
}

TEST_F(HealthFold, AMergedQuestionIsNoneThatWaits) {
  const auto early = square.thread(ana, square.questions), late = square.thread(ben, square.questions);
  const auto answer = square.reply(max, late.thread);
  act(max, [&](auto& t, const Act& a) { add_comment(t, a, answer.id, square.text("Yes.")); });
  act(ben, [&](auto& t, const Act& a) { accept_solution(t, a, answer.id); });
  fold_all(square);
  merge(early.thread, late.thread);
  fold_all(square);
  EXPECT_EQ(number("select count(*) from health_thread where gone = 0 and first_at is null"), 0);
  EXPECT_EQ(number("select count(*) from health_thread where gone = 0"), 1);
  EXPECT_EQ(number("select accepted_by from health_thread where gone = 0"), max.member.value);
  EXPECT_EQ(number("select count(distinct thread) from health_word"), 1) << "comments go with their posts";
  EXPECT_EQ(number("select acts from health_act where kind = 1"), 2) << "both were opened";
}

TEST_F(HealthFold, WhatWasSplitIsAConversationThatNobodyOpened) {
  const auto asked = square.thread(ana, square.questions);
  const auto other = square.reply(ben, asked.thread), answer = square.reply(max, asked.thread);
  fold_all(square);
  const auto parted = split(asked.thread, {other.id, answer.id});
  fold_all(square);
  EXPECT_EQ(number("select count(*) from health_thread where first_at is null"), 1) << "what is left";
  EXPECT_EQ(number("select first_by from health_thread where first_at is not null"), max.member.value);
  EXPECT_EQ(number("select author from health_thread where first_at is not null"), ben.member.value);
  EXPECT_EQ(number("select acts from health_act where kind = 1"), 1);
  act(max, [&](auto& t, const Act& a) { hide_thread(t, a, parted, "spam"); });
  fold_all(square);
  EXPECT_EQ(number("select acts from health_act where kind = 1"), 1);
  EXPECT_EQ(number("select count(*) from health_member_day"), 1);
}

TEST_F(HealthFold, BeginsAnewInAnotherZone) {
  square.thread(ana, square.questions);  // 2026-01-01, minutes after midnight UTC
  fold_all(square);
  const auto day = number("select day from health_member_day");
  while (fold_health(*square.store, text::TimeZone::of("America/New_York")) > 0) continue;
  EXPECT_EQ(number("select day from health_member_day"), day - 1);
  EXPECT_EQ(number("select count(*) from health_thread"), 1);
}

TEST_F(HealthFold, GivesTheSameWhetherFoldedActByActOrFromZero) {
  graph::Draw draw(42);
  std::vector<Viewer> people{ana, ben, max};
  for (int i = 0; i < 5; ++i) people.push_back(square.member("Member " + std::to_string(i)));
  std::vector<ThreadId> threads;
  std::vector<PostId> posts;
  std::vector<CommentId> comments;
  const auto anyone = [&]() -> const Viewer& { return people[draw.below(people.size())]; };
  const auto any_post = [&] { return posts[draw.below(posts.size())]; };
  const auto any_thread = [&] { return threads[draw.below(threads.size())]; };
  // Some of what is tried is refused; that is no act.
  const auto attempt = [&](const Viewer& viewer, const auto& rule) {
    try {
      act(viewer, rule);
    } catch (const Refusal&) {
    }
  };
  for (int step = 0; step < 600; ++step) {
    const auto what = threads.empty() ? 0 : posts.empty() ? 1 : draw.below(17);
    const auto& who = anyone();
    if (what == 0) threads.push_back(square.thread(who, square.questions).thread);
    if (what >= 1 && what <= 4) {
      try {
        posts.push_back(square.reply(who, any_thread()).id);
      } catch (const Refusal&) {
      }
    }
    if (what == 5)
      attempt(who,
              [&](auto& t, const Act& a) { comments.push_back(add_comment(t, a, any_post(), square.text("Yes."))); });
    if (what == 6 || what == 7)
      attempt(who, [&](auto& t, const Act& a) {
        react(t, a, any_post(), "thanks", draw.below(3) ? Give::on : Give::off, square.reactions);
      });
    if (what == 8) attempt(max, [&](auto& t, const Act& a) { hide_post(t, a, any_post(), "spam"); });
    if (what == 9) attempt(max, [&](auto& t, const Act& a) { restore_post(t, a, any_post()); });
    if (what == 10) attempt(max, [&](auto& t, const Act& a) { accept_solution(t, a, any_post()); });
    if (what == 11) attempt(max, [&](auto& t, const Act& a) { withdraw_solution(t, a, any_thread()); });
    if (what == 12) attempt(max, [&](auto& t, const Act& a) { hide_thread(t, a, any_thread(), "spam"); });
    if (what == 13) attempt(max, [&](auto& t, const Act& a) { restore_thread(t, a, any_thread()); });
    if (what == 14 || what == 15) {
      std::vector<PostId> some;
      for (const auto post : posts) {
        if (draw.below(4) == 0) some.push_back(post);
      }
      try {
        threads.push_back(split(any_thread(), some));
      } catch (const Refusal&) {
      }
    }
    if (what == 16)
      attempt(max, [&](auto& t, const Act& a) {
        const auto latest = latest_transfers(t, any_thread(), a.at);
        if (!latest.empty() && draw.below(2) == 0) {
          take_back_transfer(t, a, latest.front().act);
        } else {
          merge_threads(t, a, any_thread(), any_thread());
        }
      });
    if (what == 7 && !comments.empty())
      attempt(max, [&](auto& t, const Act& a) { hide_comment(t, a, comments.back(), "spam"); });
    if (step % 7 == 0) fold_all(square, 1 + static_cast<int>(draw.below(5)));
  }
  fold_all(square);
  const auto folded = views(square);
  EXPECT_GT(folded.size(), 100u);
  square.write([](store::Transaction& transaction) { forget_health(transaction); });
  EXPECT_THAT(views(square), IsEmpty());
  fold_all(square, 3);
  EXPECT_EQ(views(square), folded);
  // Member by member, in pieces of any size; what is done meanwhile comes in afterwards.
  for (const int together : {1, 7, 4000}) {
    square.write([](store::Transaction& transaction) { forget_health(transaction); });
    const HealthFolding walking{.at_most = 3, .walking = {.worth = 1, .together = together}};
    while (fold_health(*square.store, kZone, walking) > 0) continue;
    EXPECT_EQ(views(square), folded) << together;
  }
}

TEST_F(HealthFold, TakesInByTheFoldWhatIsDoneDuringAWalk) {
  const auto asked = square.thread(ana, square.questions);
  const auto answer = square.reply(ben, asked.thread);
  act(ana, [&](auto& t, const Act& a) { react(t, a, answer.id, "thanks", Give::on, square.reactions); });
  const HealthFolding walking{.walking = {.worth = 1, .together = 1}};
  for (int step = 0; step < 9; ++step) fold_health(*square.store, kZone, walking);
  EXPECT_TRUE(square.read([](store::Reader& reader) { return is_health_walked(reader); }));
  act(ana, [&](auto& t, const Act& a) { react(t, a, answer.id, "thanks", Give::off, square.reactions); });
  act(max, [&](auto& t, const Act& a) { hide_post(t, a, answer.id, "spam"); });
  square.reply(max, asked.thread);
  while (fold_health(*square.store, kZone, walking) > 0) continue;
  const auto walked = views(square);
  square.write([](store::Transaction& transaction) { forget_health(transaction); });
  fold_all(square);
  EXPECT_EQ(views(square), walked);
  EXPECT_EQ(number("select count(*) from fold"), 0) << "nothing of the walk stays";
}

TEST_F(HealthFold, GivesTheSameWhereverAWalkIsInterruptedByOtherActs) {
  graph::Draw draw(7);
  const HealthFolding walking{.at_most = 3, .walking = {.worth = 1, .together = 4}};
  auto earlier = square.thread(max, square.questions).thread;
  for (std::size_t round = 0; round < 24; ++round) {
    const auto asked = square.thread(ana, square.questions).thread;
    const auto one = square.reply(ben, asked), other = square.reply(max, asked);
    act(ana, [&](auto& t, const Act& a) { react(t, a, one.id, "thanks", Give::on, square.reactions); });
    square.write([](store::Transaction& transaction) { forget_health(transaction); });
    for (auto steps = draw.below(5 + 3 * round); steps > 0; --steps) fold_health(*square.store, kZone, walking);
    if (round % 4 == 0) split(asked, {one.id, other.id});
    if (round % 4 == 1) merge(earlier, asked);
    if (round % 4 == 2) act(max, [&](auto& t, const Act& a) { hide_thread(t, a, asked, "spam"); });
    if (round % 4 == 3) {
      act(max, [&](auto& t, const Act& a) { hide_post(t, a, one.id, "spam"); });
      act(ana, [&](auto& t, const Act& a) { accept_solution(t, a, other.id); });
    }
    if (round % 4 == 3) earlier = asked;
    while (fold_health(*square.store, kZone, walking) > 0) continue;
    const auto walked = views(square);
    square.write([](store::Transaction& transaction) { forget_health(transaction); });
    fold_all(square);
    ASSERT_EQ(views(square), walked) << round;
  }
}

TEST_F(HealthFold, WalksThroughEveryKindOfActThatItFolds) {
  const auto asked = square.thread(ana, square.questions);
  const auto answer = square.reply(ben, asked.thread);
  constexpr int kVerbs = 260;  // verbs.h names none above
  for (int number = 1; number < kVerbs; ++number) {
    const Verb verb{number};
    const bool is_there = verb == Verb::thread_opened || verb == Verb::replied || verb == Verb::commented;
    if (is_there || verb_name(verb) == "unknown") continue;
    act(max, [&](auto& t, const Act& a) {
      a.timeline.record(t, {.at = a.at,
                            .actor = max.member,
                            .verb = verb,
                            .object_kind = ObjectKind::post,
                            .object = answer.id.value,
                            .space = square.questions,
                            .thread = asked.thread,
                            .counterpart = ben.member,
                            .amount = 1});
    });
  }
  fold_all(square);
  const auto folded = views(square);
  square.write([](store::Transaction& transaction) { forget_health(transaction); });
  const HealthFolding walking{.walking = {.worth = 1, .together = 5}};
  while (fold_health(*square.store, kZone, walking) > 0) continue;
  EXPECT_EQ(views(square), folded);
}

TEST_F(HealthFold, LosesNothingWhenAnotherNodeEndsTheWalkFirst) {
  const auto asked = square.thread(ana, square.questions);
  square.reply(ben, asked.thread);
  const HealthFolding walking{.walking = {.worth = 1, .together = 100}};
  constexpr std::int64_t kOfExchange = 3;  // the last stage
  const auto is_there = [&] {
    const auto walk = square.read([](store::Reader& reader) { return walk_under_way(reader, "health"); });
    return walk && walk->stage == kOfExchange;
  };
  for (int step = 0; step < 9 && !is_there(); ++step) fold_health(*square.store, kZone, walking);
  ASSERT_TRUE(is_there());
  SlowNode slow(*square.store, [&] {
    while (fold_health(*square.store, kZone, walking) > 0) continue;
    square.reply(ben, asked.thread);
    fold_all(square);
  });
  fold_health(slow, kZone, walking);
  fold_all(square);
  EXPECT_EQ(number("select sum(given) from health_exchange"), 2);
  const auto walked = views(square);
  square.write([](store::Transaction& transaction) { forget_health(transaction); });
  fold_all(square);
  EXPECT_EQ(views(square), walked);
}

}  // namespace
}  // namespace parvis::community::health
