// The read-only connections of a SQLite store, opened as they are first needed. Each thread returns to the connection
// it used last, whose statements and pages are warm. A thread waits when all are in use, except inside another read:
// there it gets a connection of its own for the time, so that nested reads cannot wait for each other.
#pragma once

#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "core/store/sqlite_connection.h"
#include "core/store/store.h"

namespace parvis::store {

class SqliteReaders {
 public:
  SqliteReaders(std::filesystem::path path, int connections, int cache_kib);

  // Runs `action` on a snapshot that sees every write that returned before. From any thread.
  void run(const std::function<void(Reader&)>& action);

 private:
  struct Slot {
    std::atomic<bool> taken{false};
    std::unique_ptr<SqliteConnection> connection;
  };

  std::unique_ptr<SqliteConnection> open() const;
  Slot* try_take();
  Slot& take();
  void give_back(Slot& slot);

  std::filesystem::path path_;
  int cache_kib_;
  std::vector<Slot> slots_;
  std::atomic<int> waiting_{0};
  std::mutex mutex_;
  std::condition_variable freed_;
};

}  // namespace parvis::store
