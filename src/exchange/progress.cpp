#include "exchange/progress.h"

#include <unistd.h>

#include <cmath>

#include "core/text/catalogue.h"

namespace parvis::exchange {
namespace {

constexpr auto kOnTerminal = std::chrono::milliseconds(100);
constexpr auto kInLog = std::chrono::seconds(2);

std::string number(double value) {
  return text::format_number(text::Language::en, static_cast<std::int64_t>(std::llround(value)));
}

}  // namespace

std::string duration_text(double seconds) {
  const auto whole = static_cast<std::int64_t>(std::ceil(seconds));
  if (whole < 60) return std::to_string(whole) + " s";
  const auto minutes = (whole + 59) / 60;
  if (minutes < 60) return std::to_string(minutes) + " min";
  return std::to_string(minutes / 60) + " h " + std::to_string(minutes % 60) + " min";
}

std::string progress_line(const Progress& progress) {
  auto line =
      fmt::format("{:<12} {:>3} %   {} {}   {} {}/s", progress.stage, static_cast<int>(progress.share * 100),
                  number(static_cast<double>(progress.rows)), progress.unit, number(progress.rate()), progress.unit);
  // A forecast from the first hundredth would mislead.
  if (progress.share > 0.01 && progress.share < 1) {
    line += "   about " + duration_text(progress.seconds * (1 - progress.share) / progress.share) + " left";
  }
  return line;
}

ProgressPrinter::ProgressPrinter(std::FILE* out) : out_(out), terminal_(::isatty(::fileno(out)) == 1) {}

void ProgressPrinter::show(const Progress& progress) {
  const auto at = Clock::now();
  if (shown_at_ != Clock::time_point{} && at - shown_at_ < (terminal_ ? Clock::duration(kOnTerminal) : kInLog)) return;
  shown_at_ = at;
  const auto line = progress_line(progress);
  if (terminal_) {
    std::fprintf(out_, "\r%-78s", line.c_str());
    line_open_ = true;
  } else {
    std::fprintf(out_, "%s\n", line.c_str());
  }
  std::fflush(out_);
}

void ProgressPrinter::finish() {
  if (line_open_) std::fputc('\n', out_);
  line_open_ = false;
  std::fflush(out_);
}

}  // namespace parvis::exchange
