#include <algorithm>

#include "core/text/markdown_writer.h"

namespace parvis::text {
namespace {

constexpr int kMaxMarksInLine = 20;  // people quote quotes to five or six

bool is_blank(char c) { return c == ' ' || c == '\t'; }

// Where the mark of a block that begins at `at` ends, or `at` when none begins there. `escape_at` is where a backslash
// takes it back.
std::size_t end_of_mark(std::string_view line, std::size_t at, std::size_t& escape_at) {
  escape_at = at;
  if (line[at] == '>') return at + 1;
  const auto ends = [&](std::size_t end) { return end == line.size() || is_blank(line[end]); };
  if (line[at] == '-' || line[at] == '+' || line[at] == '*') return ends(at + 1) ? at + 1 : at;
  std::size_t digits = at;
  while (digits < line.size() && line[digits] >= '0' && line[digits] <= '9') ++digits;
  if (digits == at || digits - at > 9 || digits == line.size()) return at;
  escape_at = digits;
  return (line[digits] == '.' || line[digits] == ')') && ends(digits + 1) ? digits + 1 : at;
}

// Where a backslash must stand so that `line` opens no more than the blocks allowed; npos when it need not.
std::size_t escape_of(std::string_view line) {
  int marks = 0;
  for (std::size_t at = 0; at < line.size();) {
    if (is_blank(line[at])) {
      ++at;
      continue;
    }
    std::size_t escape_at = 0;
    const std::size_t end = end_of_mark(line, at, escape_at);
    if (end == at) break;
    if (++marks > kMaxMarksInLine) return escape_at;
    at = end;
  }
  return std::string_view::npos;
}

}  // namespace

std::string with_bounded_nesting(std::string_view source) {
  std::string out;
  out.reserve(source.size() + 16);
  while (!source.empty()) {
    const auto line_end = source.find('\n');
    const auto line = source.substr(0, line_end);
    const auto escape = escape_of(line);
    if (escape == std::string_view::npos) {
      out.append(line);
    } else {
      out.append(line.substr(0, escape)).append("\\").append(line.substr(escape));
    }
    if (line_end == std::string_view::npos) break;
    out.push_back('\n');
    source.remove_prefix(line_end + 1);
  }
  return out;
}

}  // namespace parvis::text
