#include "core/store/sqlite_writer.h"

#include <chrono>

#include "core/store/fatal.h"

namespace parvis::store {
namespace {

using Clock = std::chrono::steady_clock;

// A batch is closed by number, so that the first caller does not wait for the hundreds behind, and by time, so that a
// long write does not gather others behind it.
constexpr std::size_t kMaxBatch = 256;
constexpr auto kMaxBatchTime = std::chrono::milliseconds(5);

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

}  // namespace

SqliteWriter::SqliteWriter(const std::filesystem::path& path, Sync sync, int cache_kib)
    : connection_(path, Access::write, sync, cache_kib), log_(connection_.handle()), queue_(*this) {}

// The log is looked after once a batch has been let go: the end of a second one says that this was done.
void SqliteWriter::empty_log() {
  log_.empty_soon();
  for (int turn = 0; turn < 2; ++turn) run([](Transaction&) {});
}

void SqliteWriter::write_batch() {
  write(queue_.take(kMaxBatch));
  queue_.let_go();
  log_.after_commit(queue_.has_more() ? SqliteLog::Load::busy : SqliteLog::Load::idle);
}

void SqliteWriter::write(const Batch& batch) {
  const auto end = Clock::now() + kMaxBatchTime;
  Batch written;
  for (auto next = batch.begin(); next != batch.end(); ++next) {
    if (next != batch.begin() && Clock::now() >= end) {
      queue_.put_back(next, batch.end());
      break;
    }
    if (!connection_.in_transaction()) {
      if (const auto error = begin()) {
        queue_.put_back(next, batch.end());
        return queue_.fail_all(error);
      }
    }
    Waiting& waiting = **next;
    if (run_one(waiting, written.empty() ? Undo::transaction : Undo::savepoint)) {
      written.push_back(&waiting);
      continue;
    }
    queue_.end(waiting);
    // A full disk, for one, makes SQLite undo the neighbours too.
    if (!connection_.in_transaction() && !written.empty()) {
      queue_.put_back(std::next(next), batch.end());
      return queue_.put_back_alone(written);
    }
  }
  commit(written);
}

// An error when no transaction can begin now.
std::exception_ptr SqliteWriter::begin() {
  const int code = connection_.attempt("begin immediate");
  connection_.unspoil();
  return code == SQLITE_OK ? nullptr : sqlite_error(connection_.handle(), code, "begin immediate");
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
  if (code == SQLITE_OK) return queue_.finish(written);
  const auto error = sqlite_error(connection_.handle(), code, "commit");
  if (!is_harmless(code)) end_process(sqlite3_errmsg(connection_.handle()));
  undo_all();
  connection_.unspoil();
  if (written.size() == 1) return queue_.fail(written, error);
  queue_.put_back_alone(written);
}

}  // namespace parvis::store
