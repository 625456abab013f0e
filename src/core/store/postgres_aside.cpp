#include "core/store/postgres_aside.h"

#include "core/store/postgres_error.h"

namespace parvis::store {
namespace {

using Clock = std::chrono::steady_clock;

// After a failed attempt the others do not wait for one each.
constexpr auto kFailingTime = std::chrono::seconds(1);

}  // namespace

PostgresAside::PostgresAside(PostgresAddress address, PostgresTimes times)
    : address_(std::move(address)), times_(times) {}

void PostgresAside::run(const std::function<void(Transaction&)>& action) {
  const std::lock_guard lock(mutex_);
  try {
    run_once(action);
  } catch (const Disconnected&) {
    connection_.reset();
    run_once(action);
  }
}

void PostgresAside::run_once(const std::function<void(Transaction&)>& action) {
  if (!connection_ || !connection_->alive()) open();
  connection_->start("begin isolation level read committed");
  try {
    Transaction transaction(*connection_);
    action(transaction);
    connection_->send("commit");
    connection_->settle();
  } catch (...) {
    connection_->roll_back();
    throw;
  }
}

void PostgresAside::open() {
  connection_.reset();
  if (Clock::now() < failing_until_) throw Unavailable("The database cannot be reached.");
  try {
    connection_ = std::make_unique<PostgresConnection>(address_, times_);
    connection_->run_script("set synchronous_commit to off");
  } catch (const std::exception&) {
    connection_.reset();
    failing_until_ = Clock::now() + kFailingTime;
    throw;
  }
}

}  // namespace parvis::store
