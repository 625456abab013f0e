#include "core/store/postgres_pool.h"

#include <algorithm>

#include "core/store/postgres_error.h"
#include "core/store/statement_time.h"

namespace parvis::store {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto kFailingTime = std::chrono::seconds(1);

std::atomic<std::size_t> threads_seen{0};
thread_local const std::size_t thread_number = threads_seen.fetch_add(1);
thread_local int reads_open = 0;

// One snapshot for the whole of a read. Its end is sent without waiting for the answer, which the next read takes.
void run_snapshot(PostgresConnection& connection, const std::function<void(Reader&)>& action) {
  struct Count {
    Count() { ++reads_open; }
    ~Count() { --reads_open; }
  } count;
  connection.start("begin isolation level repeatable read, read only");
  if (const auto most = StatementTime::here()) {
    using std::chrono::milliseconds;
    const auto bound = std::chrono::duration_cast<milliseconds>(*most);
    connection.send(("set local statement_timeout to " + std::to_string(bound.count())).c_str());
  }
  try {
    Reader reader(connection);
    action(reader);
    connection.finish("commit");
  } catch (...) {
    connection.roll_back();
    throw;
  }
}

}  // namespace

PostgresPool::PostgresPool(PostgresAddress address, PostgresTimes times, int connections,
                           std::chrono::milliseconds most_wait)
    : address_(std::move(address)),
      times_(times),
      most_wait_(most_wait),
      slots_(static_cast<std::size_t>(std::max(connections, 1))) {}

std::unique_ptr<PostgresConnection> PostgresPool::open() {
  {
    const std::lock_guard lock(failing_mutex_);
    if (Clock::now() < failing_until_) throw Disconnected(failure_);
  }
  try {
    return std::make_unique<PostgresConnection>(address_, times_);
  } catch (const Unavailable& error) {
    const std::lock_guard lock(failing_mutex_);
    failing_until_ = Clock::now() + kFailingTime;
    failure_ = error.what();
    throw;
  }
}

PostgresPool::Slot* PostgresPool::try_take() {
  for (std::size_t i = 0; i < slots_.size(); ++i) {
    auto& slot = slots_[(thread_number + i) % slots_.size()];
    if (!slot.taken.exchange(true)) return &slot;
  }
  return nullptr;
}

PostgresPool::Slot& PostgresPool::take() {
  if (auto* slot = try_take()) return *slot;
  std::unique_lock lock(mutex_);
  ++waiting_;  // before looking again: who gives a slot back after that look sees this number
  Slot* slot = nullptr;
  const bool found = freed_.wait_for(lock, most_wait_, [&] { return (slot = try_take()) != nullptr; });
  --waiting_;
  if (!found) throw Unavailable("All connections to the database are in use.");
  return *slot;
}

void PostgresPool::give_back(Slot& slot) {
  slot.taken = false;
  if (waiting_ == 0) return;
  const std::lock_guard lock(mutex_);
  freed_.notify_one();
}

void PostgresPool::run(const std::function<void(Reader&)>& action) {
  Slot* slot = reads_open == 0 ? &take() : try_take();
  if (slot == nullptr) {
    const auto connection = open();
    return run_snapshot(*connection, action);
  }
  struct Return {
    ~Return() { pool.give_back(slot); }
    PostgresPool& pool;
    Slot& slot;
  } give_it_back{*this, *slot};
  if (slot->connection && !slot->connection->alive()) slot->connection.reset();
  if (!slot->connection) slot->connection = open();
  try {
    run_snapshot(*slot->connection, action);
  } catch (const Disconnected&) {
    // When the server went away before it answered anything, the action saw nothing and may begin anew.
    const bool nothing_seen = slot->connection->answered() <= 1;
    slot->connection.reset();
    if (!nothing_seen) throw;
    slot->connection = open();
    run_snapshot(*slot->connection, action);
  }
}

}  // namespace parvis::store
