// The one writing connection of a SQLite store and the thread that owns it. Waiting writes are taken as a batch, run
// one after the other in a single transaction, each undone alone when it throws, and committed with one sync; then
// their after-commit actions run in commit order and their callers wake. The thread also moves the log back into the
// database file. A sync that fails ends the process: what the disk then holds is unknown, and a start recovers it.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "core/store/sqlite_connection.h"
#include "core/store/sqlite_log.h"
#include "core/store/store.h"

namespace parvis::store {

class SqliteWriter {
 public:
  SqliteWriter(const std::filesystem::path& path, Sync sync, int cache_kib);
  // Commits what still waits, then stops.
  ~SqliteWriter();

  // Runs `action` as one transaction; returns when it is durable, or throws what it threw. From any other thread.
  void run(const std::function<void(Transaction&)>& action);
  Store::Figures figures() const;

 private:
  struct Waiting {
    const std::function<void(Transaction&)>& action;
    std::exception_ptr error = nullptr;
    std::vector<std::function<void()>> after_commit = {};
    std::atomic<int> done{0};
  };
  using Batch = std::vector<Waiting*>;

  enum class Undo { transaction, savepoint };

  void work();
  bool gather();
  void write_batch();
  bool begin();
  bool run_one(Waiting& waiting, Undo undo);
  void undo_all();
  void commit(const Batch& written);
  void retry_alone(const Batch& written);
  void wake_finished();

  SqliteConnection connection_;
  SqliteLog log_;
  std::deque<Waiting*> next_;    // taken from `waiting_`; of the writer thread only, as the two below
  std::size_t alone_first_ = 0;  // as many at the front of `next_` are committed one by one
  Batch finished_;               // failed or committed, to be woken

  mutable std::mutex mutex_;
  std::condition_variable arrived_;
  std::vector<Waiting*> waiting_;
  bool stopping_ = false;
  std::atomic<std::uint64_t> commits_{0}, writes_{0};
  std::thread thread_;
};

}  // namespace parvis::store
