// How far a long command is, for the one who waits: what is being done, how fast, how long it will last. On a terminal
// one line that is written over, elsewhere a line every two seconds. Used by one thread at a time.
#pragma once

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

namespace parvis::exchange {

struct Progress {
  std::string_view stage;  // "members"
  std::int64_t rows = 0;   // handled since the start
  double seconds = 0;      // since the start
  double share = 0;        // done of the whole, from 0 to 1
  std::string_view unit = "rows";

  double rate() const { return seconds > 0 ? static_cast<double>(rows) / seconds : 0; }
};

// "comments   62 %   31,402 rows   24,800 rows/s   about 3 s left"
std::string progress_line(const Progress& progress);
// "3 s", "4 min", "2 h 10 min"
std::string duration_text(double seconds);

class ProgressPrinter {
 public:
  explicit ProgressPrinter(std::FILE* out);
  ~ProgressPrinter() { finish(); }
  ProgressPrinter(const ProgressPrinter&) = delete;
  ProgressPrinter& operator=(const ProgressPrinter&) = delete;

  void show(const Progress& progress);
  // Ends the line that is being written over.
  void finish();

 private:
  using Clock = std::chrono::steady_clock;
  std::FILE* out_;
  bool terminal_;
  bool line_open_ = false;
  Clock::time_point shown_at_{};
};

}  // namespace parvis::exchange
