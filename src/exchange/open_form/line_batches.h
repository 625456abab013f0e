// The lines of one file, read and turned into rows on a thread of their own, a few batches ahead of the writing. The
// object owns the thread; `next` is called from one other thread.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>

#include "exchange/open_form/form.h"
#include "exchange/open_form/lines_file.h"

namespace parvis::exchange {

struct LineRow {
  Row row;
  std::int64_t line = 0;
  std::uint64_t end = 0;       // where the next line begins
  std::string objection = {};  // then there is no row
};

// The row in a line; throws RefusedRow. Fields that the form does not have are refused, so that nothing is lost unsaid.
Row read_row(const Form& form, std::string_view line);

class LineBatches {
 public:
  LineBatches(const Form& form, const std::filesystem::path& file, std::uint64_t offset, std::int64_t line,
              std::size_t rows);
  ~LineBatches();
  LineBatches(const LineBatches&) = delete;
  LineBatches& operator=(const LineBatches&) = delete;

  // The next batch; empty at the end of the file. Throws what reading threw.
  std::vector<LineRow> next();

 private:
  static constexpr std::size_t kAhead = 2;
  static constexpr std::uint64_t kMaxBytes = 4 << 20;  // of the file, in one batch: long posts make small batches

  void read_all();
  std::vector<LineRow> read_batch();

  const Form& form_;
  LinesFile file_;
  std::size_t rows_;

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::vector<LineRow>> ready_;
  bool finished_ = false;
  bool stopping_ = false;
  std::exception_ptr error_;
  std::thread thread_;
};

}  // namespace parvis::exchange
