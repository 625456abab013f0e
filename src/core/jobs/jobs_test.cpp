#include "core/jobs/jobs.h"

#include <gtest/gtest.h>

#include <future>

#include "core/log/log.h"
#include "core/store/migrations.h"
#include "core/store/testing/test_store.h"

namespace parvis::jobs {
namespace {

const Instant kNoon = *parse_rfc3339("2026-03-01T12:00:00Z");

class JobsTest : public ::testing::Test {
 protected:
  JobsTest() { store::migrate(*store); }
  void ask(std::string_view kind, std::string_view payload, Instant run_at = now()) {
    store->write([&](store::Transaction& t) { enqueue(t, kind, payload, run_at); });
  }
  Counts count() {
    return store->read([](store::Reader& r) { return counts(r); });
  }
  void take_note(Runner& runner, const std::string& kind) {
    runner.on(kind, [this](const Job& job, store::Store&) { done.push_back(job.payload); });
  }
  void fail_always(Runner& runner, const std::string& kind) {
    runner.on(kind, [this](const Job& job, store::Store&) {
      attempts.push_back(job.attempts);
      throw Fault("the server is away");
    });
  }

  FrozenClock clock{kNoon};
  log::Capture log;
  std::unique_ptr<store::Store> store = store::open_migrated_test_store();
  std::vector<std::string> done;
  std::vector<int> attempts;
};

TEST_F(JobsTest, RunInTheOrderTheyAreDueAndOnlyOnce) {
  Runner runner(*store);
  take_note(runner, "note");
  ask("note", "second", kNoon - kSecond);
  ask("note", "first", kNoon - kMinute);
  ask("note", "later", kNoon + kMinute);
  EXPECT_EQ(runner.run_due(), 2);
  EXPECT_EQ(runner.run_due(), 0);
  EXPECT_EQ(done, (std::vector<std::string>{"first", "second"}));
  EXPECT_EQ(count().waiting, 1);
  clock.set(kNoon + kMinute);
  EXPECT_EQ(runner.run_due(), 1);
  EXPECT_EQ(count().waiting, 0);
}

TEST_F(JobsTest, AreForgottenWithTheTransactionThatAskedForThem) {
  Runner runner(*store);
  take_note(runner, "note");
  EXPECT_THROW(store->write([](store::Transaction& t) {
    enqueue(t, "note", "never");
    throw NotFound();
  }),
               NotFound);
  EXPECT_EQ(runner.run_due(), 0);
}

TEST_F(JobsTest, MayAskForOthersWhichRunInTurn) {
  Runner runner(*store);
  take_note(runner, "note");
  runner.on("chain", [&](const Job& job, store::Store& s) {
    s.write([&](store::Transaction& t) {
      enqueue(t, "note", "from " + job.payload);
      finish(t, job);
    });
  });
  ask("chain", "a");
  EXPECT_EQ(runner.run_due(), 2);
  EXPECT_EQ(done, std::vector<std::string>{"from a"});
  EXPECT_EQ(count().waiting, 0);
}

TEST_F(JobsTest, AreTriedAgainLaterAndLaterThenKeptAsFailed) {
  Runner runner(*store, {.most_attempts = 3});
  fail_always(runner, "letter");
  ask("letter", "{}");
  EXPECT_EQ(runner.run_due(), 1);
  clock.set(kNoon + 9 * kSecond);
  EXPECT_EQ(runner.run_due(), 0);
  clock.set(kNoon + 10 * kSecond);
  EXPECT_EQ(runner.run_due(), 1);
  clock.set(kNoon + kHour);
  EXPECT_EQ(runner.run_due(), 1);
  clock.set(kNoon + kDay);
  EXPECT_EQ(runner.run_due(), 0);
  EXPECT_EQ(attempts, (std::vector<int>{1, 2, 3}));
  EXPECT_EQ(count().waiting, 0);
  EXPECT_EQ(count().failed, 1);
  EXPECT_TRUE(log.has("A job is given up"));

  const auto given_up = store->read([](store::Reader& r) { return failed(r, 10); });
  ASSERT_EQ(given_up.size(), 1u);
  EXPECT_EQ(given_up[0].last_error, "the server is away");
  EXPECT_EQ(given_up[0].failed_at, kNoon + kHour);
  EXPECT_TRUE(store->write([&](store::Transaction& t) { return retry(t, given_up[0].id); }));
  EXPECT_FALSE(store->write([&](store::Transaction& t) { return retry(t, given_up[0].id); })) << "it waits already";
  take_note(runner, "letter");
  EXPECT_EQ(runner.run_due(), 1);
}

TEST_F(JobsTest, PauseNoLongerThanSixHours) {
  EXPECT_EQ(pause_after(1), 10 * kSecond);
  EXPECT_EQ(pause_after(3), 90 * kSecond);
  EXPECT_EQ(pause_after(50), 6 * kHour);
}

TEST_F(JobsTest, OfANodeThatDiedAreTakenWhenTheirLeaseEnds) {
  ask("note", "a");
  Runner first(*store, {.node = 1}), second(*store, {.node = 2});
  take_note(second, "note");
  first.on("note", [&](const Job&, store::Store&) {
    EXPECT_EQ(second.run_due(), 0) << "the first holds it";
    clock.set(kNoon + 11 * kMinute);
    EXPECT_EQ(second.run_due(), 1) << "the first is taken for dead";
    ask("note", "b");
    EXPECT_EQ(second.run_due(), 1);
    ask("note", "c", now() + kMinute);
  });
  EXPECT_EQ(first.run_due(), 1);
  EXPECT_EQ(done, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(count().waiting, 1) << "the first, done late, takes nothing of the second's off the queue";
}

TEST_F(JobsTest, OfUnknownKindsWaitForAProgramThatKnowsThem) {
  for (int i = 0; i < 100; ++i) ask("of tomorrow", "{}", kNoon - kMinute);
  ask("note", "a");
  Runner runner(*store);
  take_note(runner, "note");
  EXPECT_EQ(runner.run_due(), 1);
  EXPECT_EQ(count().waiting, 100);
}

TEST_F(JobsTest, PeriodicOnesRunOnceAPeriodOnOneNode) {
  Runner first(*store, {.node = 1}), second(*store, {.node = 2});
  int times = 0;
  for (auto* runner : {&first, &second}) runner->every("fold", kHour, [&](const Job&, store::Store&) { ++times; });
  first.run_due();
  second.run_due();
  EXPECT_EQ(times, 1);
  clock.set(kNoon + kHour - 1);
  first.run_due();
  EXPECT_EQ(times, 1);
  clock.set(kNoon + 5 * kHour);
  second.run_due();
  first.run_due();
  EXPECT_EQ(times, 2) << "hours missed are not made up for";
}

TEST_F(JobsTest, PeriodicOnesThatKeepFailingDoNotPileUp) {
  Runner runner(*store, {.most_attempts = 1});
  runner.every("fold", kHour, [](const Job&, store::Store&) { throw Fault("no"); });
  for (int hour = 0; hour < 5; ++hour) {
    clock.set(kNoon + hour * kHour);
    EXPECT_EQ(runner.run_due(), 1);
  }
  EXPECT_EQ(count().failed, 1);
}

TEST_F(JobsTest, WakeTheRunnerAtOnce) {
  std::promise<std::string> ran;
  Runner runner(*store, {.threads = 2});
  runner.on("note", [&](const Job& job, store::Store&) { ran.set_value(job.payload); });
  runner.start();
  ask("note", "hello");
  EXPECT_EQ(ran.get_future().get(), "hello");
  runner.stop();
  EXPECT_EQ(count().waiting, 0) << "stopping lets what is under way end";
}

TEST_F(JobsTest, QuickOnesDoNotStandBehindASlowOne) {
  std::promise<void> begun, let_go, noted;
  Runner runner(*store);
  runner.on(
      "letter",
      [&](const Job&, store::Store&) {
        begun.set_value();
        let_go.get_future().wait();
      },
      Pace::slow);
  runner.on("note", [&](const Job&, store::Store&) { noted.set_value(); });
  runner.start();
  ask("letter", "{}");
  begun.get_future().wait();
  ask("note", "{}");
  noted.get_future().wait();
  let_go.set_value();
  runner.stop();
  EXPECT_EQ(count().waiting, 0);
}

// A job that lets the test know it has begun, and waits to be let go.
struct Held {
  std::promise<void> begun, let_go;
  Runner::Handler handler() {
    return [this](const Job&, store::Store&) {
      begun.set_value();
      let_go.get_future().wait();
    };
  }
};

TEST_F(JobsTest, NeitherQuickNorSlowOnesStandBehindALongOne) {
  Held walk;
  std::promise<void> noted, posted;
  Runner runner(*store);
  runner.on("walk", walk.handler(), Pace::lengthy);
  runner.on("note", [&](const Job&, store::Store&) { noted.set_value(); });
  runner.on(
      "letter", [&](const Job&, store::Store&) { posted.set_value(); }, Pace::slow);
  runner.start();
  ask("walk", "{}");
  walk.begun.get_future().wait();
  ask("note", "{}");
  ask("letter", "{}");
  noted.get_future().wait();
  posted.get_future().wait();
  walk.let_go.set_value();
  runner.stop();
  EXPECT_EQ(count().waiting, 0);
}

TEST_F(JobsTest, OfEachPaceBeginInTheirTimeWhateverTheOthersDo) {
  Held note;
  std::promise<void> first, second;
  int times = 0;
  Runner runner(*store);
  runner.on("note", note.handler());
  runner.every(
      "walk", kHour, [&](const Job&, store::Store&) { (++times == 1 ? first : second).set_value(); }, Pace::lengthy);
  runner.start();
  first.get_future().wait();
  ask("note", "{}");
  note.begun.get_future().wait();
  clock.set(kNoon + kHour);
  ask("of tomorrow", "{}");  // rings the bell
  second.get_future().wait();
  note.let_go.set_value();
  runner.stop();
}

TEST_F(JobsTest, ThatAreLongAreSharedAmongNodes) {
  Held walk;
  std::promise<std::string> other;
  Runner first(*store, {.node = 1}), second(*store, {.node = 2});
  first.on("walk", walk.handler(), Pace::lengthy);
  second.on(
      "walk", [&](const Job& job, store::Store&) { other.set_value(job.payload); }, Pace::lengthy);
  ask("walk", "a", kNoon - kMinute);
  ask("walk", "b", kNoon - kSecond);
  first.start();
  walk.begun.get_future().wait();
  second.start();
  EXPECT_EQ(other.get_future().get(), "b") << "the first holds the one it is at, and no other";
  second.stop();
  walk.let_go.set_value();
  first.stop();
  EXPECT_EQ(count().waiting, 0);
}

TEST_F(JobsTest, GivenUpAsARunnerStopsGoOnElsewhereAtOnce) {
  std::promise<void> begun;
  std::promise<int> ran;
  Runner first(*store, {.node = 1}), second(*store, {.node = 2});
  first.on(
      "walk",
      [&](const Job&, store::Store&) {
        begun.set_value();
        while (true) give_way(first);
      },
      Pace::lengthy);
  second.on(
      "walk", [&](const Job& job, store::Store&) { ran.set_value(job.attempts); }, Pace::lengthy);
  ask("walk", "{}");
  first.start();
  begun.get_future().wait();
  first.stop();
  EXPECT_EQ(count().waiting, 1);
  EXPECT_FALSE(log.has("A job failed and will be tried again"));
  second.start();
  EXPECT_EQ(ran.get_future().get(), 1) << "no attempt was counted";
}

TEST_F(JobsTest, HeldByAnEarlierLifeOfTheNodeRunAtStart) {
  ask("note", "a");
  store->write([](store::Transaction& t) {
    t.run("update job set lease_until = $1, leased_by = 0, attempts = 1", kNoon + kHour);
  });
  std::promise<int> ran;
  Runner runner(*store);
  runner.on("note", [&](const Job& job, store::Store&) { ran.set_value(job.attempts); });
  runner.start();
  EXPECT_EQ(ran.get_future().get(), 2);
}

TEST_F(JobsTest, OfANodeThatDiedAreTakenWhenTheLeaseIsOverAndNotBefore) {
  ask("note", "a");
  Runner dead(*store, {.node = 1}), living(*store, {.node = 2});
  bool still_its_own = true;
  living.on("note", [&](const Job& job, store::Store&) { attempts.push_back(job.attempts); });
  dead.on("note", [&](const Job& job, store::Store&) {
    EXPECT_TRUE(dead.renew(job));
    EXPECT_EQ(dead.under_way(), 1);
    clock.set(kNoon + kMinute - 1);
    EXPECT_EQ(living.run_due(), 0);
    clock.set(kNoon + kMinute);
    EXPECT_EQ(living.run_due(), 1);
    still_its_own = dead.renew(job);  // it only stood still, and goes on
  });
  dead.run_due();
  EXPECT_FALSE(still_its_own);
  EXPECT_EQ(attempts, std::vector<int>{2});
  EXPECT_EQ(count().waiting, 0);
  EXPECT_EQ(dead.under_way(), 0);
}

TEST_F(JobsTest, OfOtherNodesAreNotFreeWhenANodeStarts) {
  ask("note", "a");
  store->write([](store::Transaction& t) {
    t.run("update job set lease_until = $1, leased_by = 1, attempts = 1", kNoon + kHour);
  });
  Runner runner(*store, {.node = 2});
  runner.on("note", [&](const Job&, store::Store&) { ADD_FAILURE(); });
  runner.start();
  runner.stop();
  EXPECT_EQ(count().waiting, 1);
}

TEST_F(JobsTest, KeepLongErrorsShortAndWhole) {
  Runner runner(*store, {.most_attempts = 1});
  runner.on("note", [](const Job&, store::Store&) {
    std::string error = "x";
    for (int i = 0; i < 1000; ++i) error += "é";
    throw Fault(error);
  });
  ask("note", "a");
  runner.run_due();
  const auto error = store->read([](store::Reader& r) { return failed(r, 1); }).at(0).last_error;
  EXPECT_EQ(error.size(), 999u);
  EXPECT_EQ(error.substr(error.size() - 2), "é");
}

}  // namespace
}  // namespace parvis::jobs
