// A fixed number of threads that run requests in the order they came, behind a bounded queue: when it is full, the
// caller answers 503 at once instead of letting everybody wait.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace parvis::http {

class WorkerPool {
 public:
  WorkerPool(unsigned workers, std::size_t most_waiting);
  ~WorkerPool();  // stops

  // False when the queue is full or the pool stops. Any thread.
  bool submit(std::function<void()> work);
  std::size_t waiting() const { return waiting_.load(std::memory_order_relaxed); }
  std::size_t workers() const { return workers_; }
  // Runs what is under way to its end, drops what still waits, joins.
  void stop();

 private:
  void run();

  const std::size_t workers_;  // asked for by the workers themselves, also while they are joined
  const std::size_t most_waiting_;
  std::mutex mutex_;
  std::condition_variable woken_;
  std::deque<std::function<void()>> queue_;
  std::atomic<std::size_t> waiting_{0};
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace parvis::http
