#include "core/store/sqlite_readers.h"

#include <algorithm>

namespace parvis::store {
namespace {

std::atomic<std::size_t> threads_seen{0};
thread_local const std::size_t thread_number = threads_seen.fetch_add(1);
thread_local int reads_open = 0;

// The time of a snapshot: opened with the first statement, closed whatever happens.
void run_snapshot(SqliteConnection& connection, const std::function<void(Reader&)>& action) {
  struct Snapshot {
    explicit Snapshot(SqliteConnection& connection) : connection(connection) {
      connection.unspoil();
      connection.must("begin");
      ++reads_open;
    }
    ~Snapshot() {
      --reads_open;
      connection.attempt("rollback");
      connection.unspoil();
    }
    SqliteConnection& connection;
  } snapshot(connection);
  Reader reader(connection);
  action(reader);
}

}  // namespace

SqliteReaders::SqliteReaders(std::filesystem::path path, int connections, int cache_kib)
    : path_(std::move(path)), cache_kib_(cache_kib), slots_(static_cast<std::size_t>(std::max(connections, 1))) {}

std::unique_ptr<SqliteConnection> SqliteReaders::open() const {
  return std::make_unique<SqliteConnection>(path_, Access::read, Sync::full, cache_kib_);
}

SqliteReaders::Slot* SqliteReaders::try_take() {
  for (std::size_t i = 0; i < slots_.size(); ++i) {
    auto& slot = slots_[(thread_number + i) % slots_.size()];
    if (!slot.taken.exchange(true)) return &slot;
  }
  return nullptr;
}

SqliteReaders::Slot& SqliteReaders::take() {
  if (auto* slot = try_take()) return *slot;
  std::unique_lock lock(mutex_);
  ++waiting_;  // before looking again: who gives a slot back after that look sees this number
  Slot* slot = nullptr;
  freed_.wait(lock, [&] { return (slot = try_take()) != nullptr; });
  --waiting_;
  return *slot;
}

void SqliteReaders::give_back(Slot& slot) {
  slot.taken = false;
  if (waiting_ == 0) return;
  std::lock_guard lock(mutex_);
  freed_.notify_one();
}

void SqliteReaders::run(const std::function<void(Reader&)>& action) {
  Slot* slot = reads_open == 0 ? &take() : try_take();
  if (slot == nullptr) {
    const auto connection = open();
    return run_snapshot(*connection, action);
  }
  struct Return {
    ~Return() { readers.give_back(slot); }
    SqliteReaders& readers;
    Slot& slot;
  } give_it_back{*this, *slot};
  if (!slot->connection) slot->connection = open();
  run_snapshot(*slot->connection, action);
}

}  // namespace parvis::store
