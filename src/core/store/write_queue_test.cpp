#include "core/store/write_queue.h"

#include <gtest/gtest.h>

#include <latch>

namespace parvis::store {
namespace {

// Of a database that does not matter.
class NoConnection : public Connection {
 public:
  Database database() const override { return Database::sqlite; }
  Statement& lend(const Sql&) override { throw Fault("no database"); }
  void give_back(Statement&) noexcept override {}
  std::int64_t perform(Statement&) override { return 0; }
  std::int64_t changed(std::int64_t) override { return 0; }
  void run_file(const assets::Carried&) override {}
};

// Runs and finishes what it takes; a test may do something else with a batch first.
class Desk final : public BatchWriter {
 public:
  using Batch = WriteQueue::Batch;

  void write_batch() override {
    auto batch = queue.take(10);
    batches.push_back(batch.size());
    if (instead && batches.size() == 2) return instead(batch);
    std::erase_if(batch, [this](Waiting* waiting) { return fails(*waiting); });
    queue.finish(batch);
  }

  // Writes once, and `count` times while the first is being written, so that these wait together, in their order. The
  // numbers of those that failed.
  std::vector<int> write_behind_one(int count) {
    std::vector<std::jthread> threads;
    std::vector<char> failed(static_cast<std::size_t>(count));
    std::latch begun(1), free(1);
    threads.emplace_back([&] {
      queue.run([&](Transaction&) {
        begun.count_down();
        free.wait();
      });
    });
    begun.wait();
    for (int i = 0; i < count; ++i) {
      threads.emplace_back([this, i, &failed] {
        try {
          queue.run([&](Transaction& transaction) {
            transaction.after_commit([this, i] { committed.push_back(i); });
            if (i == failing) throw Fault("this one");
          });
        } catch (const Fault&) {
          failed[static_cast<std::size_t>(i)] = 1;
        }
      });
      while (queue.figures().waiting <= static_cast<std::size_t>(i)) std::this_thread::yield();
    }
    free.count_down();
    threads.clear();
    std::vector<int> numbers;
    for (int i = 0; i < count; ++i) {
      if (failed[static_cast<std::size_t>(i)]) numbers.push_back(i);
    }
    return numbers;
  }

  std::function<void(Batch&)> instead;  // with the second batch
  int failing = -1;
  std::vector<std::size_t> batches;
  std::vector<int> committed;
  WriteQueue queue{*this};

 private:
  bool fails(Waiting& waiting) {
    try {
      NoConnection connection;
      Transaction transaction(connection);
      waiting.action(transaction);
      waiting.after_commit = transaction.take_after_commit();
      return false;
    } catch (...) {
      waiting.error = std::current_exception();
      queue.end(waiting);
      return true;
    }
  }
};

using Numbers = std::vector<int>;
using Sizes = std::vector<std::size_t>;

TEST(WriteQueue, GivesWhatWaitsAsOneBatchInItsOrder) {
  Desk desk;
  EXPECT_EQ(desk.write_behind_one(3), Numbers{});
  EXPECT_EQ(desk.batches, (Sizes{1, 3}));
  EXPECT_EQ(desk.committed, (Numbers{0, 1, 2}));
  EXPECT_EQ(desk.queue.figures().commits, 2u);
  EXPECT_EQ(desk.queue.figures().writes, 4u);
}

TEST(WriteQueue, TellsAFailureToItsCallerAlone) {
  Desk desk;
  desk.failing = 1;
  EXPECT_EQ(desk.write_behind_one(3), Numbers{1});
  EXPECT_EQ(desk.committed, (Numbers{0, 2}));
}

TEST(WriteQueue, GivesOneByOneWhatWasPutBackSo) {
  Desk desk;
  desk.instead = [&](const Desk::Batch& batch) {
    desk.queue.put_back(batch.begin() + 2, batch.end());
    desk.queue.put_back_alone({batch.begin(), batch.begin() + 2});
  };
  EXPECT_EQ(desk.write_behind_one(4), Numbers{});
  EXPECT_EQ(desk.batches, (Sizes{1, 4, 1, 1, 2}));
  EXPECT_EQ(desk.committed, (Numbers{0, 1, 2, 3}));
}

TEST(WriteQueue, FailsThoseWhoWaitedTooLongButNotThoseToBeCommittedAlone) {
  Desk desk;
  desk.instead = [&](const Desk::Batch& batch) {
    desk.queue.put_back(batch.begin() + 1, batch.end());
    desk.queue.put_back_alone({batch.front()});
    desk.queue.fail_overdue(WriteQueue::Clock::duration(-1), std::make_exception_ptr(Fault("too long")));
  };
  EXPECT_EQ(desk.write_behind_one(3), (Numbers{1, 2}));
  EXPECT_EQ(desk.committed, Numbers{0});
}

TEST(WriteQueue, FailsAllThatCannotBegin) {
  Desk desk;
  desk.instead = [&](const Desk::Batch& batch) {
    desk.queue.put_back_alone(batch);
    desk.queue.fail_all(std::make_exception_ptr(Fault("no transaction")));
  };
  EXPECT_EQ(desk.write_behind_one(2), (Numbers{0, 1}));
  EXPECT_EQ(desk.write_behind_one(2), Numbers{});
  EXPECT_EQ(desk.batches, (Sizes{1, 2, 1, 2})) << "nothing is alone any more";
}

TEST(WriteQueue, CommitsWhatWaitsBeforeItEnds) {
  auto desk = std::make_unique<Desk>();
  std::vector<std::jthread> threads;
  std::latch begun(1), free(1);
  int written = 0;
  threads.emplace_back([&] {
    desk->queue.run([&](Transaction&) {
      begun.count_down();
      free.wait();
    });
  });
  begun.wait();
  threads.emplace_back([&] { desk->queue.run([&](Transaction&) { ++written; }); });
  while (desk->queue.figures().waiting == 0) std::this_thread::yield();
  free.count_down();
  desk.reset();
  EXPECT_EQ(written, 1);
}

TEST(WriteQueue, RefusesAWriteInsideAWrite) {
  Desk desk;
  EXPECT_THROW(desk.queue.run([&](Transaction&) { desk.queue.run([](Transaction&) {}); }), Fault);
}

}  // namespace
}  // namespace parvis::store
