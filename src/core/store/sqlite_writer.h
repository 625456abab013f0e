// The one writing connection of a SQLite store and the thread that owns it. Waiting writes are taken as a batch, run
// one after the other in a single transaction, each undone alone when it throws, and committed with one sync; then
// their after-commit actions run in commit order and their callers wake. The thread also moves the log back into the
// database file. A sync that fails ends the process: what the disk then holds is unknown, and a start recovers it.
#pragma once

#include "core/store/sqlite_connection.h"
#include "core/store/sqlite_log.h"
#include "core/store/write_queue.h"

namespace parvis::store {

class SqliteWriter final : BatchWriter {
 public:
  SqliteWriter(const std::filesystem::path& path, Sync sync, int cache_kib);

  // Runs `action` as one transaction; returns when it is durable, or throws what it threw. From any other thread.
  void run(const std::function<void(Transaction&)>& action) { queue_.run(action); }
  Store::Figures figures() const { return queue_.figures(); }
  // Returns once that was tried.
  void empty_log();

 private:
  using Batch = WriteQueue::Batch;
  enum class Undo { transaction, savepoint };

  void write_batch() override;
  bool has_quiet_work() const override { return log_.has_pages(); }
  void use_quiet() override { log_.clear(); }
  void write(const Batch& batch);
  std::exception_ptr begin();
  bool run_one(Waiting& waiting, Undo undo);
  void undo_all();
  void commit(const Batch& written);

  SqliteConnection connection_;
  SqliteLog log_;
  WriteQueue queue_;  // the last: its thread uses all the others
};

}  // namespace parvis::store
