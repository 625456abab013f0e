// Small transactions beside the writes, on one connection for all threads: counts that nodes share, words that come
// with no commit. They wait for no turn and for no disk, and are lost when the server falls. Thread safe.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "core/store/postgres_connection.h"
#include "core/store/store.h"

namespace parvis::store {

class PostgresAside {
 public:
  PostgresAside(PostgresAddress address, PostgresTimes times);

  // Runs `action` once, or twice when the connection was lost. Throws Unavailable when the server cannot be reached.
  void run(const std::function<void(Transaction&)>& action);

 private:
  void run_once(const std::function<void(Transaction&)>& action);
  void open();

  PostgresAddress address_;
  PostgresTimes times_;
  std::mutex mutex_;
  std::unique_ptr<PostgresConnection> connection_;
  std::chrono::steady_clock::time_point failing_until_{};
};

}  // namespace parvis::store
