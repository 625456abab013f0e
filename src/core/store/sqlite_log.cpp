#include "core/store/sqlite_log.h"

#include "core/store/fatal.h"

namespace parvis::store {
namespace {

constexpr int kBusyMilliseconds = 5000;  // as the connection's own

int note_pages(void* pages, sqlite3*, const char*, int count) {
  *static_cast<int*>(pages) = count;
  return SQLITE_OK;
}

}  // namespace

// The log of an earlier process may hold pages: unknown until the first commit, so take it to be so.
SqliteLog::SqliteLog(sqlite3* database) : database_(database), pages_(1) {
  sqlite3_wal_hook(database_, note_pages, &pages_);
}

void SqliteLog::after_commit(Load load) {
  if (pages_ < tried_up_to_) tried_up_to_ = 0;  // the log has started over
  const int grown = pages_ - tried_up_to_;
  if (grown < (load == Load::idle ? kPagesWhenIdle : kPagesUnderLoad)) return;
  copy_back(pages_ > kPagesTooMany ? SQLITE_CHECKPOINT_RESTART : SQLITE_CHECKPOINT_PASSIVE);
}

void SqliteLog::clear() {
  sqlite3_busy_timeout(database_, 0);
  copy_back(SQLITE_CHECKPOINT_TRUNCATE);
  sqlite3_busy_timeout(database_, kBusyMilliseconds);
}

void SqliteLog::copy_back(int mode) {
  const int code = sqlite3_wal_checkpoint_v2(database_, nullptr, mode, nullptr, nullptr);
  if (code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_DIR_FSYNC) {
    end_process(std::string("syncing the database file failed: ") + sqlite3_errmsg(database_));
  }
  if (code == SQLITE_OK && mode == SQLITE_CHECKPOINT_TRUNCATE) pages_ = 0;
  // Otherwise (readers in the way, a full disk) the log simply stays, and is tried again as it grows.
  tried_up_to_ = pages_;
}

}  // namespace parvis::store
