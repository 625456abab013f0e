// The connections that read from PostgreSQL, opened as they are first needed and opened anew when the server went away.
// Each thread returns to the connection it used last, whose statements are prepared. A thread waits when all are in
// use, except inside another read: there it gets a connection of its own for the time, so that nested reads cannot wait
// for each other.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "core/store/postgres_connection.h"
#include "core/store/store.h"

namespace parvis::store {

class PostgresPool {
 public:
  PostgresPool(PostgresAddress address, PostgresTimes times, int connections, std::chrono::milliseconds most_wait);

  // Runs `action` on a snapshot that sees every write that returned before. From any thread. Throws Unavailable when
  // no connection comes free in time or the server cannot be reached.
  void run(const std::function<void(Reader&)>& action);

 private:
  struct Slot {
    std::atomic<bool> taken{false};
    std::unique_ptr<PostgresConnection> connection;
  };

  std::unique_ptr<PostgresConnection> open();
  Slot* try_take();
  Slot& take();
  void give_back(Slot& slot);

  PostgresAddress address_;
  PostgresTimes times_;
  std::chrono::milliseconds most_wait_;
  std::vector<Slot> slots_;
  std::atomic<int> waiting_{0};
  std::mutex mutex_;
  std::condition_variable freed_;
  // After a failed attempt to connect, others are told the same for a moment instead of waiting for it themselves.
  std::mutex failing_mutex_;
  std::chrono::steady_clock::time_point failing_until_{};
  std::string failure_;
};

}  // namespace parvis::store
