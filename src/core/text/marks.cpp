#include "core/text/marks.h"

namespace parvis::text {
namespace {

constexpr std::string_view kMarks = ";:?!";
constexpr std::string_view kClosingQuote = "»";
constexpr std::string_view kNarrowBlank = "\u202F", kBlank = "\u00A0";

// The length of the marks at `at` when they stand alone there, before a blank or the end; else 0.
std::size_t marks_at(std::string_view title, std::size_t at) {
  auto end = at;
  if (title.substr(at).starts_with(kClosingQuote)) {
    end += kClosingQuote.size();
  } else {
    while (end < title.size() && kMarks.find(title[end]) != std::string_view::npos) ++end;
  }
  return end == title.size() || title[end] == ' ' ? end - at : 0;
}

}  // namespace

std::string tie_marks(std::string_view title) {
  std::string tied;
  tied.reserve(title.size() + kNarrowBlank.size());
  for (std::size_t i = 0; i < title.size(); ++i) {
    if (title[i] != ' ' || i == 0 || marks_at(title, i + 1) == 0) {
      tied += title[i];
      continue;
    }
    const char mark = title[i + 1];
    tied += mark == ';' || mark == '?' || mark == '!' ? kNarrowBlank : kBlank;
  }
  return tied;
}

}  // namespace parvis::text
