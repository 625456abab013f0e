// The one writing connection of a process over PostgreSQL, and the thread that owns it. Waiting writes are taken as a
// batch and run one after the other in a single transaction, under a lock that every process of the community takes: so
// there is one writer at a time, whichever process it is in, and the rules see what they would see over SQLite.
// Identifiers made in a batch are greater than all that earlier batches of any process left. What fails is undone
// alone; collisions and lost connections are tried again. See docs/decisions/0011-postgresql.md.
#pragma once

#include <chrono>
#include <optional>

#include "core/store/postgres_connection.h"
#include "core/store/postgres_turn.h"
#include "core/store/write_queue.h"

namespace parvis::store {

class PostgresWriter final : BatchWriter {
 public:
  PostgresWriter(PostgresAddress address, PostgresTimes times);

  // Runs `action` as one transaction; returns when it is durable, or throws what it threw. From any other thread.
  void run(const std::function<void(Transaction&)>& action) { queue_.run(action); }
  Store::Figures figures() const { return queue_.figures(); }
  const PostgresTurn& turn() const { return turn_; }

 private:
  using Batch = WriteQueue::Batch;
  // How a batch or a write of it ended: `undone` by itself, or because of something done before it in the batch.
  enum class Ended { well, undone, by_stranger };

  void write_batch() override;
  Ended write_once(Batch& batch);
  bool take_turn(const Batch& batch, std::size_t first);
  void foresee(const Waiting& waiting);
  Ended run_one(Waiting& waiting);
  void wait_for_server(Batch& batch, const std::exception_ptr& error);
  void refuse_overdue();

  PostgresTurn turn_;
  bool has_turn_ = false;
  std::optional<std::chrono::steady_clock::time_point> away_since_;  // the server, since it was last spoken to
  WriteQueue queue_;                                                 // the last: its thread uses all the others
};

}  // namespace parvis::store
