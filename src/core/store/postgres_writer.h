// The one writing connection of a process over PostgreSQL, and the thread that owns it. Waiting writes are taken as a
// batch and run one after the other in a single transaction, under a lock that every process of the community takes: so
// there is one writer at a time, whichever process it is in, and the rules see what they would see over SQLite.
// Identifiers made in a batch are greater than all that earlier batches of any process left. What fails is undone
// alone; collisions and lost connections are tried again. See docs/decisions/0011-postgresql.md.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "core/store/postgres_connection.h"
#include "core/store/postgres_turn.h"
#include "core/store/store.h"

namespace parvis::store {

class PostgresWriter {
 public:
  PostgresWriter(PostgresAddress address, PostgresTimes times);
  // Commits what still waits, then stops.
  ~PostgresWriter();

  // Runs `action` as one transaction; returns when it is durable, or throws what it threw. From any other thread.
  void run(const std::function<void(Transaction&)>& action);
  Store::Figures figures() const;
  const PostgresTurn& turn() const { return turn_; }

 private:
  struct Waiting {
    const std::function<void(Transaction&)>& action;
    const std::chrono::steady_clock::time_point since = std::chrono::steady_clock::now();
    std::exception_ptr error = nullptr;
    std::vector<std::function<void()>> after_commit = {};
    std::vector<std::string> words = {};
    std::atomic<int> done{0};
  };
  using Batch = std::vector<Waiting*>;
  // How a batch or a write of it ended: `undone` by itself, or because of something done before it in the batch.
  enum class Ended { well, undone, by_stranger };

  void work();
  bool gather();
  Batch take_batch();
  void put_back(Batch::iterator begin, Batch::iterator end);
  void write_batch();
  Ended write_once(Batch& batch);
  Ended run_one(Waiting& waiting);
  void write_alone(Batch& batch);
  void wait_for_server(Batch& batch, const std::exception_ptr& error);
  void refuse_overdue();
  void fail(const Batch& batch, const std::exception_ptr& error);
  void wake_finished();

  PostgresTurn turn_;
  std::deque<Waiting*> next_;    // taken from `waiting_`; of the writer thread only, as the one below
  std::size_t alone_first_ = 0;  // as many at the front of `next_` are committed one by one
  bool has_turn_ = false;
  std::optional<std::chrono::steady_clock::time_point> away_since_;  // the server, since it was last spoken to
  Batch finished_;                                                   // failed or committed, to be woken

  mutable std::mutex mutex_;
  std::condition_variable arrived_;
  std::vector<Waiting*> waiting_;
  bool stopping_ = false;
  std::atomic<std::uint64_t> commits_{0}, writes_{0};
  std::thread thread_;
};

}  // namespace parvis::store
