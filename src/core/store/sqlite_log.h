// The write-ahead log's housekeeping: when its pages go back into the database file. Owned and called by the writer
// thread only, between two transactions, but for `empty_soon`.
#pragma once

#include <sqlite3.h>

#include <atomic>
#include <chrono>

namespace parvis::store {

class SqliteLog {
 public:
  // Some 4 MB when nothing waits, some 16 MB under load: long enough that a page changed often is copied back once,
  // short enough that copying does not hold writes for long.
  static constexpr int kPagesWhenIdle = 1000;
  static constexpr int kPagesUnderLoad = 4000;
  // Above this, readers that begin while writes go on have kept the log from starting over: wait for those present, a
  // moment.
  static constexpr int kPagesTooMany = 16000;

  enum class Load { idle, busy };

  explicit SqliteLog(sqlite3* database);
  SqliteLog(const SqliteLog&) = delete;
  SqliteLog& operator=(const SqliteLog&) = delete;

  void after_commit(Load load);
  // Whether the log holds something that a quiet moment should clear.
  bool has_pages() const { return pages_ > 0; }
  // Copies everything back and empties the file, if no reader is in the way.
  void clear();
  // Somebody was promised that nothing of what was is left: the log is emptied after the next commit, or after a later
  // one when a reader is in the way. From any thread.
  void empty_soon() { emptying_ = Emptying::asked; }

 private:
  enum class Emptying { no, asked, tried };
  using Clock = std::chrono::steady_clock;
  static constexpr auto kBetweenTries = std::chrono::seconds(1);

  int copy_back(int mode);  // answers how many pages of the log are not in the file yet
  bool try_to_empty(int wait_milliseconds);

  sqlite3* database_;
  int pages_ = 0;        // in the log after the last commit
  int tried_up_to_ = 0;  // as many were there when last copied back
  int waits_above_ = kPagesTooMany;
  bool restarted_ = false;
  std::atomic<Emptying> emptying_ = Emptying::no;
  Clock::time_point next_try_;
};

}  // namespace parvis::store
