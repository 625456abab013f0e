// The writes that wait for a store's one writing connection, and the thread that commits them, a batch at a time: what
// every database has in common. How a batch is begun, committed and undone is its writer's (sqlite_writer.h,
// postgres_writer.h), which owns the queue as its last member. `run` and `figures` from any thread; everything else
// from the queue's own.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "core/store/foresight.h"
#include "core/store/store.h"

namespace parvis::store {

// One write, from its call to its end.
struct Waiting {
  const std::function<void(Transaction&)>& action;
  const Foresight* const foresight = Foresight::here();  // lives as long as its caller waits
  const std::chrono::steady_clock::time_point since = std::chrono::steady_clock::now();
  std::exception_ptr error = nullptr;
  std::vector<std::function<void()>> after_commit = {};
  std::vector<std::string> words = {};
  std::atomic<int> done{0};
};

// Whom a queue calls, on its thread.
class BatchWriter {
 public:
  virtual ~BatchWriter() = default;
  // Some wait: takes a batch and ends each of its writes, or puts it back.
  virtual void write_batch() = 0;
  // Whether there is something to do once nobody has written for kQuiet, and the doing of it.
  virtual bool has_quiet_work() const { return false; }
  virtual void use_quiet() {}
};

class WriteQueue {
 public:
  using Batch = std::vector<Waiting*>;
  using Clock = std::chrono::steady_clock;
  static constexpr auto kQuiet = std::chrono::seconds(2);

  explicit WriteQueue(BatchWriter& writer);
  // Lets the writer commit what still waits, then ends the thread.
  ~WriteQueue();
  WriteQueue(const WriteQueue&) = delete;
  WriteQueue& operator=(const WriteQueue&) = delete;

  // Has `action` run as one transaction; returns when it is durable, or throws what it failed with. From any other
  // thread.
  void run(const std::function<void(Transaction&)>& action);
  Store::Figures figures() const;

  // The first that wait, at most so many; one alone when it was put back so.
  Batch take(std::size_t most);
  bool has_more() const { return !next_.empty(); }
  // To the front again, in their order.
  void put_back(Batch::const_iterator begin, Batch::const_iterator end);
  // The same, to be committed one by one.
  void put_back_alone(const Batch& batch);

  // It has failed with its own error.
  void end(Waiting& waiting) { ended_.push_back(&waiting); }
  // They are durable: does what they left to be done then, in their order.
  void finish(const Batch& batch);
  void fail(const Batch& batch, const std::exception_ptr& error);
  // All that could be taken: nothing can be begun now.
  void fail_all(const std::exception_ptr& error);
  // Those that have waited for longer, but for those at the front that are to be committed one by one.
  void fail_overdue(Clock::duration time, const std::exception_ptr& error);
  // Wakes the callers of those that have ended; happens after each batch by itself.
  void let_go();

 private:
  void work();
  bool gather();

  BatchWriter& writer_;
  std::deque<Waiting*> next_;    // taken from `waiting_`; of the queue's thread only, as the two below
  std::size_t alone_first_ = 0;  // as many at the front of `next_` are committed one by one
  Batch ended_;                  // to be let go

  mutable std::mutex mutex_;
  std::condition_variable arrived_;
  std::vector<Waiting*> waiting_;
  bool stopping_ = false;
  std::atomic<std::uint64_t> commits_{0}, writes_{0};
  std::thread thread_;
};

}  // namespace parvis::store
