#include "core/store/sqlite_writer.h"

#include <pthread.h>

#include <chrono>
#include <cstdio>

#include "core/store/fatal.h"

namespace parvis::store {
namespace {

using Clock = std::chrono::steady_clock;

// A batch is closed by number, so that the first caller does not wait for the hundreds behind, and by time, so that a
// long write does not gather others behind it.
constexpr std::size_t kMaxBatch = 256;
constexpr auto kMaxBatchTime = std::chrono::milliseconds(5);
constexpr auto kQuiet = std::chrono::seconds(2);

// Failures of a commit that leave the database as it was and belong to one write or to the moment. After any other,
// a failed sync above all, nothing is known of the disk.
bool is_harmless(int code) {
  switch (code & 0xff) {
    case SQLITE_FULL:
    case SQLITE_CONSTRAINT:
    case SQLITE_NOMEM:
    case SQLITE_BUSY: return true;
    default: return code == SQLITE_IOERR_SHMSIZE || code == SQLITE_IOERR_SHMMAP;
  }
}

std::exception_ptr sqlite_error(sqlite3* database, int code, std::string_view text) {
  try {
    throw_sqlite(database, code, text);
  } catch (...) {
    return std::current_exception();
  }
}

void run_after_commit(const std::vector<std::function<void()>>& actions) {
  for (const auto& action : actions) {
    try {
      action();
    } catch (const std::exception& error) {
      std::fprintf(stderr, "parvis: an after-commit action failed: %s\n", error.what());
    }
  }
}

}  // namespace

SqliteWriter::SqliteWriter(const std::filesystem::path& path, Sync sync, int cache_kib)
    : connection_(path, Access::write, sync, cache_kib), log_(connection_.handle()), thread_([this] { work(); }) {
  pthread_setname_np(thread_.native_handle(), "store-writer");
}

SqliteWriter::~SqliteWriter() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  arrived_.notify_one();
  thread_.join();
}

void SqliteWriter::run(const std::function<void(Transaction&)>& action) {
  if (std::this_thread::get_id() == thread_.get_id()) throw Fault("a write inside a write");
  Waiting waiting{action};
  bool first;
  {
    std::lock_guard lock(mutex_);
    if (stopping_) throw Fault("the store is closing");
    first = waiting_.empty();
    waiting_.push_back(&waiting);
  }
  if (first) arrived_.notify_one();
  waiting.done.wait(0);
  if (waiting.error) std::rethrow_exception(waiting.error);
}

Store::Figures SqliteWriter::figures() const {
  std::lock_guard lock(mutex_);
  return {.commits = commits_, .writes = writes_, .waiting = waiting_.size()};
}

void SqliteWriter::work() {
  while (gather()) {
    write_batch();
    wake_finished();
    log_.after_commit(next_.empty() ? SqliteLog::Load::idle : SqliteLog::Load::busy);
  }
}

// Takes what waits, or waits for it; false when stopping and nothing is left.
bool SqliteWriter::gather() {
  std::unique_lock lock(mutex_);
  const auto has_work = [this] { return !waiting_.empty() || stopping_; };
  while (next_.empty() && waiting_.empty()) {
    if (stopping_) return false;
    if (!log_.has_pages()) {
      arrived_.wait(lock, has_work);
    } else if (!arrived_.wait_for(lock, kQuiet, has_work)) {
      lock.unlock();
      log_.clear();
      lock.lock();
    }
  }
  next_.insert(next_.end(), waiting_.begin(), waiting_.end());
  waiting_.clear();
  return true;
}

void SqliteWriter::write_batch() {
  const bool alone = alone_first_ > 0;
  if (alone) --alone_first_;
  const std::size_t most = alone ? 1 : kMaxBatch;
  const auto end = Clock::now() + kMaxBatchTime;
  Batch written;
  for (std::size_t taken = 0; taken < most && !next_.empty() && Clock::now() < end; ++taken) {
    if (!connection_.in_transaction() && !begin()) return;
    Waiting& waiting = *next_.front();
    next_.pop_front();
    if (run_one(waiting, written.empty() ? Undo::transaction : Undo::savepoint)) {
      written.push_back(&waiting);
      continue;
    }
    finished_.push_back(&waiting);
    // A full disk, for one, makes SQLite undo the neighbours too.
    if (!connection_.in_transaction() && !written.empty()) return retry_alone(written);
  }
  commit(written);
}

// False when no transaction can begin now; then all that waited have failed.
bool SqliteWriter::begin() {
  const int code = connection_.attempt("begin immediate");
  connection_.unspoil();
  if (code == SQLITE_OK) return true;
  const auto error = sqlite_error(connection_.handle(), code, "begin immediate");
  for (auto* waiting : next_) waiting->error = error;
  finished_.insert(finished_.end(), next_.begin(), next_.end());
  next_.clear();
  alone_first_ = 0;
  return false;
}

// The first write of a transaction needs no savepoint: undoing it undoes nothing else.
bool SqliteWriter::run_one(Waiting& waiting, Undo undo) {
  waiting.error = nullptr;
  try {
    if (undo == Undo::savepoint) connection_.must("savepoint one_write");
    Transaction transaction(connection_);
    waiting.action(transaction);
    if (connection_.spoiled()) throw Fault("a failed statement was passed over; its transaction cannot go on");
    if (undo == Undo::savepoint) connection_.must("release one_write");
    waiting.after_commit = transaction.take_after_commit();
    return true;
  } catch (...) {
    waiting.error = std::current_exception();
  }
  const bool kept_others = undo == Undo::savepoint && connection_.attempt("rollback to one_write") == SQLITE_OK &&
                           connection_.attempt("release one_write") == SQLITE_OK;
  if (!kept_others) undo_all();
  connection_.unspoil();
  return false;
}

// SQLite may have undone all of it already. Where that cannot be done, as without memory, what is left of a failed
// write would be committed with the next: then the process ends, and its log with nothing of it.
void SqliteWriter::undo_all() {
  if (!connection_.in_transaction()) return;
  connection_.attempt("rollback");
  if (connection_.in_transaction()) end_process("a write that failed could not be undone");
}

void SqliteWriter::commit(const Batch& written) {
  if (!connection_.in_transaction()) return;
  const int code = connection_.attempt("commit");
  if (code == SQLITE_OK) {
    commits_ += 1;
    writes_ += written.size();
    for (auto* waiting : written) run_after_commit(waiting->after_commit);
    finished_.insert(finished_.end(), written.begin(), written.end());
    return;
  }
  const auto error = sqlite_error(connection_.handle(), code, "commit");
  if (!is_harmless(code)) end_process(sqlite3_errmsg(connection_.handle()));
  undo_all();
  connection_.unspoil();
  if (written.size() != 1) return retry_alone(written);
  written.front()->error = error;
  finished_.push_back(written.front());
}

void SqliteWriter::retry_alone(const Batch& written) {
  next_.insert(next_.begin(), written.begin(), written.end());
  alone_first_ += written.size();
}

void SqliteWriter::wake_finished() {
  for (auto* waiting : finished_) {
    waiting->done.store(1);
    waiting->done.notify_one();  // by address only: the caller may already have gone on
  }
  finished_.clear();
}

}  // namespace parvis::store
