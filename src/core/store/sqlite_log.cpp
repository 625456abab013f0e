#include "core/store/sqlite_log.h"

#include "core/store/fatal.h"

namespace parvis::store {
namespace {

constexpr int kBusyMilliseconds = 5000;  // as the connection's own
constexpr int kWaitForReaders = 100;     // pages are made in a few milliseconds

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
  const auto emptying = emptying_.load();
  if (emptying == Emptying::asked || (emptying == Emptying::tried && Clock::now() >= next_try_)) {
    emptying_ = Emptying::tried;  // before it is done: who asks meanwhile asks for what they have written since
    if (try_to_empty(kWaitForReaders)) return;
    next_try_ = Clock::now() + kBetweenTries;
  }
  if (pages_ < tried_up_to_) {  // the log has started over
    tried_up_to_ = 0;
    waits_above_ = kPagesTooMany;
  }
  const int grown = pages_ - tried_up_to_;
  if (grown < (load == Load::idle ? kPagesWhenIdle : kPagesUnderLoad)) return;
  if (pages_ <= waits_above_) {
    copy_back(SQLITE_CHECKPOINT_PASSIVE);
    return;
  }
  // A reader that stays (a backup) is not waited for again until the log has doubled: no write may stand behind it.
  sqlite3_busy_timeout(database_, kWaitForReaders);
  const int pages = pages_;
  copy_back(SQLITE_CHECKPOINT_RESTART);
  waits_above_ = restarted_ ? kPagesTooMany : 2 * pages;
  sqlite3_busy_timeout(database_, kBusyMilliseconds);
}

void SqliteLog::clear() { try_to_empty(0); }

bool SqliteLog::try_to_empty(int wait_milliseconds) {
  sqlite3_busy_timeout(database_, wait_milliseconds);
  // Emptying the file keeps other processes from writing while it copies. A command that ends must not hold up the
  // server beside it for as long as a log that grew during a backup takes: nearly all goes back beside its writes.
  const int left = copy_back(SQLITE_CHECKPOINT_PASSIVE);
  const bool is_emptied = left <= kPagesWhenIdle && (copy_back(SQLITE_CHECKPOINT_TRUNCATE), restarted_);
  sqlite3_busy_timeout(database_, kBusyMilliseconds);
  auto tried = Emptying::tried;
  if (is_emptied) emptying_.compare_exchange_strong(tried, Emptying::no);
  return is_emptied;
}

int SqliteLog::copy_back(int mode) {
  int in_log = 0, copied = 0;
  const int code = sqlite3_wal_checkpoint_v2(database_, nullptr, mode, &in_log, &copied);
  if (code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_DIR_FSYNC) {
    end_process(std::string("syncing the database file failed: ") + sqlite3_errmsg(database_));
  }
  restarted_ = code == SQLITE_OK;
  if (code == SQLITE_OK && mode == SQLITE_CHECKPOINT_TRUNCATE) pages_ = 0;
  // Otherwise (readers in the way, a full disk) the log simply stays, and is tried again as it grows.
  tried_up_to_ = pages_;
  return in_log - copied;
}

}  // namespace parvis::store
