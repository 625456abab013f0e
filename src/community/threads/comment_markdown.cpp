#include "community/threads/comment_markdown.h"

#include <algorithm>

#include "core/text/unicode.h"

namespace parvis::community {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string on_one_line(std::string_view text) {
  std::string line;
  for (const char c : text::trim(text)) {
    const bool blank = c == '\n' || c == '\r' || c == '\t';
    if (!blank || (!line.empty() && line.back() != ' ')) line.push_back(blank ? ' ' : c);
  }
  return line;
}

// Where to put a backslash so that the line begins no block, or npos.
std::size_t where_to_escape(std::string_view line) {
  constexpr auto kNowhere = std::string_view::npos;
  if (line.empty()) return kNowhere;
  const char first = line.front();
  const bool alone = line.size() == 1 || line[1] == ' ';
  if (first == '#' || first == '>' || first == '|') return 0;
  if (first == '[') return line.find("]:") == kNowhere ? kNowhere : 0;
  if (first == '+' || first == '-' || first == '=') return alone || line[1] == first ? 0 : kNowhere;
  if (first == '*' || first == '_') {
    const bool rule = std::ranges::all_of(line, [&](char c) { return c == first || c == ' '; });
    return alone || rule ? 0 : kNowhere;
  }
  if (line.starts_with("~~~")) return 0;
  if (line.starts_with("```")) return line.find('`', 3) == kNowhere ? 0 : kNowhere;
  const auto digits = static_cast<std::size_t>(std::ranges::find_if_not(line, is_digit) - line.begin());
  const bool numbered = digits > 0 && digits < line.size() && (line[digits] == '.' || line[digits] == ')');
  return numbered ? digits : kNowhere;
}

}  // namespace

std::string as_one_paragraph(std::string_view comment) {
  auto line = on_one_line(comment);
  const auto at = where_to_escape(line);
  if (at != std::string::npos) line.insert(at, 1, '\\');
  return line;
}

}  // namespace parvis::community
