#include "core/http/worker_pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>

namespace parvis::http {
namespace {

TEST(WorkerPool, RefusesMoreThanMayWait) {
  WorkerPool pool(1, 2);
  std::promise<void> begun, go_on;
  auto gate = go_on.get_future().share();
  ASSERT_TRUE(pool.submit([&begun, gate] {
    begun.set_value();
    gate.wait();
  }));
  begun.get_future().wait();
  std::atomic<int> ran = 0;
  EXPECT_TRUE(pool.submit([&ran] { ++ran; }));
  EXPECT_TRUE(pool.submit([&ran] { ++ran; }));
  EXPECT_FALSE(pool.submit([&ran] { ++ran; }));
  EXPECT_EQ(pool.waiting(), 2u);
  std::promise<void> last;
  go_on.set_value();
  while (!pool.submit([&last] { last.set_value(); })) std::this_thread::yield();
  last.get_future().wait();
  EXPECT_EQ(ran, 2);
}

TEST(WorkerPool, KnowsHowManyWorkersItHasWhileItStops) {
  WorkerPool pool(3, 10);
  pool.stop();
  EXPECT_EQ(pool.workers(), 3u);
}

TEST(WorkerPool, StopsAfterWhatIsUnderWay) {
  std::atomic<bool> ended = false;
  WorkerPool pool(1, 10);
  std::promise<void> begun;
  pool.submit([&] {
    begun.set_value();
    std::this_thread::yield();
    ended = true;
  });
  begun.get_future().wait();
  pool.stop();
  EXPECT_TRUE(ended);
  EXPECT_FALSE(pool.submit([] {}));
}

}  // namespace
}  // namespace parvis::http
