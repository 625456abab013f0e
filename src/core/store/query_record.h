// What a stretch of work asked of the database, for the log of slow requests: while a record lives, each query of its
// thread is noted in it. They nest: the innermost is told. Costs two readings of the clock a query. One thread; what a
// write does on the store's own thread is not seen, only how long the write took in all.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace parvis::store {

class QueryRecord {
 public:
  using Duration = std::chrono::nanoseconds;
  struct Query {
    Duration took;
    std::string sql;  // on one line
  };

  QueryRecord();
  ~QueryRecord();
  QueryRecord(const QueryRecord&) = delete;
  QueryRecord& operator=(const QueryRecord&) = delete;

  // The record of the calling thread, or null.
  static QueryRecord* current();

  void note(std::string_view sql, Duration took);

  int count() const { return count_; }
  Duration total() const { return total_; }
  const std::vector<Query>& longest() const { return longest_; }  // those over a millisecond, the longest first

 private:
  QueryRecord* outer_;
  int count_ = 0;
  Duration total_{0};
  std::vector<Query> longest_;
};

// Notes what happens between its making and its end, if anybody records. `sql` must live as long.
class QueryTimer {
 public:
  using Clock = std::chrono::steady_clock;

  explicit QueryTimer(std::string_view sql) : record_(QueryRecord::current()), sql_(sql) {
    if (record_) began_ = Clock::now();
  }
  ~QueryTimer() {
    if (record_) record_->note(sql_, Clock::now() - began_);
  }
  QueryTimer(const QueryTimer&) = delete;
  QueryTimer& operator=(const QueryTimer&) = delete;

 private:
  QueryRecord* record_;
  std::string_view sql_;
  Clock::time_point began_;
};

}  // namespace parvis::store
