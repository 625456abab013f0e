#include "community/returns/tracing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "community/returns/gain.h"
#include "community/returns/returns_check.h"
#include "community/testing/test_community.h"
#include "community/threads/merge.h"
#include "community/threads/post_deletion.h"
#include "community/threads/solution.h"
#include "community/threads/split.h"
#include "community/threads/thread_deletion.h"

namespace parvis::community {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::TestCommunity;

// The echo as the program has it.
class TestTracer : public Echo {
 public:
  void after(store::Transaction& transaction, const Activity& activity, const PostContext&) const override {
    trace_act(transaction, activity, {});
  }
};

struct ReturnTracing : ::testing::Test {
  TestCommunity square;
  Viewer asker = square.member("Ana"), helper = square.member("Ben"), boss = square.manager("Max");

  void trace_as_done() { square.timeline.add_echo(std::make_unique<TestTracer>()); }
  // The job.
  void trace() { trace_all(*square.store, square.timeline, {}); }
  template <class Action>
  auto write(Action&& action) {
    return square.write(std::forward<Action>(action));
  }
  std::vector<std::string> wrong() {
    return square.read([](store::Reader& r) { return check_returns(r); });
  }
  std::int64_t count(GainKind kind) {
    constexpr store::Sql kCount{"select count(*) from gain where kind = $1 and ended_at is null"};
    return square.read([&](store::Reader& r) { return r.one<std::int64_t>(kCount, kind).value_or(-1); });
  }
  // A question of Ana's, answered.
  PublishedPost answered(const Viewer& by, ThreadId* thread) {
    *thread = square.thread(asker, square.questions).thread;
    return square.reply(by, *thread);
  }
  void accept(PostId post) {
    write([&](store::Transaction& t) { accept_solution(t, square.act(asker), post); });
  }
};

TEST_F(ReturnTracing, AnAnswerThatIsWithdrawnCountsNoMore) {
  trace_as_done();
  ThreadId thread;
  const auto answer = answered(helper, &thread);
  const auto other = square.reply(boss, thread);
  accept(answer.id);
  EXPECT_EQ(count(GainKind::support), 1);
  accept(other.id);
  EXPECT_EQ(count(GainKind::support), 0) << "the brand's own answer took its place";
  accept(answer.id);
  EXPECT_EQ(count(GainKind::support), 1);
  write([&](store::Transaction& t) { withdraw_solution(t, square.act(asker), thread); });
  EXPECT_EQ(count(GainKind::support), 0);
  EXPECT_THAT(wrong(), IsEmpty());
}

TEST_F(ReturnTracing, OnlyTheAskerSaysThatTheyNeedNotCall) {
  trace_as_done();
  ThreadId thread;
  const auto answer = answered(helper, &thread);
  write([&](store::Transaction& t) { accept_solution(t, square.act(boss), answer.id); });
  EXPECT_EQ(count(GainKind::support), 0) << "the brand raises its own return in no way";
  write([&](store::Transaction& t) { withdraw_solution(t, square.act(boss), thread); });
  accept(answer.id);
  EXPECT_EQ(count(GainKind::support), 1);
}

TEST_F(ReturnTracing, AnAnswerThatWasMovedIsCountedOnceAndEnds) {
  trace_as_done();
  ThreadId thread;
  const auto question = answered(asker, &thread);
  const auto answer = square.reply(helper, thread);
  accept(answer.id);
  const auto lea = square.leader("Lea");
  const auto made = write([&](store::Transaction& t) {
    const auto act = square.act(lea);
    const SplitForm form{thread, {question.id, answer.id}, "What came of it", square.questions};
    return split_thread(t, act, *check_split(t, lea, *square.spaces, form));
  });
  const auto withdraw = [&](ThreadId from) {
    write([&](store::Transaction& t) { withdraw_solution(t, square.act(lea), from); });
  };
  trace();
  EXPECT_EQ(count(GainKind::support), 1);
  withdraw(made.thread);
  EXPECT_EQ(count(GainKind::support), 0);
  accept(answer.id);
  write([&](store::Transaction& t) { merge_threads(t, square.act(lea), made.thread, thread); });
  trace();
  EXPECT_EQ(count(GainKind::support), 1) << "once, where it stands now";
  EXPECT_THAT(wrong(), IsEmpty());
  write([&](store::Transaction& t) { trace_anew(t, square.tick()); });
  trace();
  EXPECT_EQ(count(GainKind::support), 1);
  withdraw(thread);
  EXPECT_EQ(count(GainKind::support), 0);
  EXPECT_THAT(wrong(), IsEmpty());
}

TEST_F(ReturnTracing, WhatWasTracedAsItWasDoneIsWhatIsTracedFromNothing) {
  write([&](store::Transaction& t) {
    ReturnRules rules;
    rules.spaces = {square.talk};
    save_return_rules(t, rules);
  });
  trace_as_done();
  ThreadId thread;
  accept(answered(helper, &thread).id);
  const auto advice = square.thread(asker, square.talk);
  square.reply(asker, advice.thread, "And with which brakes?");
  square.reply(helper, advice.thread);
  EXPECT_EQ(count(GainKind::prospect), 0) << "nobody who writes waits for it";
  EXPECT_EQ(count(GainKind::support), 1);
  while (trace_more(*square.store, square.timeline, {}, 1) > 0) {
  }
  EXPECT_EQ(count(GainKind::support), 1) << "nothing is traced twice";
  EXPECT_EQ(count(GainKind::prospect), 1);
  const auto before = std::pair(count(GainKind::support), count(GainKind::prospect));
  write([&](store::Transaction& t) { trace_anew(t, square.tick()); });
  EXPECT_EQ(count(GainKind::support) + count(GainKind::prospect), 0);
  trace();
  EXPECT_EQ(std::pair(count(GainKind::support), count(GainKind::prospect)), before);
  EXPECT_THAT(wrong(), IsEmpty());
}

TEST_F(ReturnTracing, WhatWasDeletedSinceIsSaidToBeGone) {
  write([&](store::Transaction& t) {
    ReturnRules rules;
    rules.spaces = {square.talk};
    save_return_rules(t, rules);
  });
  const auto advice = square.thread(asker, square.talk);
  const auto brakes = square.reply(asker, advice.thread, "And with which brakes?");
  trace();
  const auto gone = [&] {
    constexpr store::Sql kGain{"select id from gain where kind = 2"};
    std::vector<bool> all;
    for (const auto& act : square.read([&](store::Reader& r) { return acts_of(r, *r.one<GainId>(kGain)); })) {
      all.push_back(act.gone);
    }
    return all;
  };
  EXPECT_THAT(gone(), ElementsAre(false, false));
  write([&](store::Transaction& t) { delete_post(t, square.act(asker), brakes.id); });
  EXPECT_THAT(gone(), ElementsAre(false, true));
  write([&](store::Transaction& t) { delete_thread(t, square.act(boss), advice.thread); });
  EXPECT_THAT(gone(), ElementsAre(true, true));
}

TEST_F(ReturnTracing, WhatWasMergedIntoAnotherConversationIsStillThere) {
  trace_as_done();
  const auto other = square.thread(asker, square.questions).thread;
  ThreadId thread;
  accept(answered(helper, &thread).id);
  const auto lea = square.leader("Lea");
  write([&](store::Transaction& t) { merge_threads(t, square.act(lea), thread, other); });
  constexpr store::Sql kGain{"select id from gain where kind = 1 and ended_at is null"};
  const auto acts = square.read([&](store::Reader& r) { return acts_of(r, *r.one<GainId>(kGain)); });
  ASSERT_FALSE(acts.empty());
  for (const auto& act : acts) EXPECT_FALSE(act.gone) << "its address leads on";
}

TEST_F(ReturnTracing, NobodyIsAProspectWhereTheRulesNameNoSpace) {
  const auto advice = square.thread(asker, square.talk);
  square.reply(asker, advice.thread);
  EXPECT_EQ(trace_more(*square.store, square.timeline, {}, 100), 0) << "what is written is not even looked at";
  const auto traced = [&] {
    constexpr store::Sql kBehind{R"(
      select count(*) from activity where id > (select cast(value as bigint) from setting where key = 'returns-traced'))"};
    return square.read([&](store::Reader& r) { return *r.one<std::int64_t>(kBehind); });
  };
  EXPECT_EQ(traced(), 0) << "and not again";
}

}  // namespace
}  // namespace parvis::community
