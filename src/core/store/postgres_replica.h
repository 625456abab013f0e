// Reads on a replica of PostgreSQL, which follows the server that takes writes a moment later. A snapshot there counts
// only when it holds everything this process knows of; otherwise, and when the replica is away, the read is given back.
// From any thread.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>

#include "core/store/postgres_pool.h"
#include "core/store/shared.h"

namespace parvis::store {

class PostgresReplica {
 public:
  PostgresReplica(PostgresAddress address, PostgresTimes times, int connections, std::chrono::milliseconds most_wait);

  // Runs `action` on a snapshot with every commit up to the identifier `known`; false, and nothing was run, when the
  // replica cannot give one.
  bool run(const std::function<void(Reader&)>& action, std::int64_t known);
  Shared::ReplicaFigures figures();

 private:
  using Clock = std::chrono::steady_clock;
  void rest(std::chrono::milliseconds time);

  PostgresPool pool_;
  std::atomic<Clock::rep> resting_until_{0};
  std::atomic<std::uint64_t> reads_{0}, behind_{0};
};

}  // namespace parvis::store
