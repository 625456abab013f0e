#include "core/text/markdown_escape.h"

#include <algorithm>

#include "core/text/unicode.h"

namespace parvis::text {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

bool needs_backslash(std::string_view text, std::size_t at) {
  const char before = at > 0 ? text[at - 1] : ' ';
  const char after = at + 1 < text.size() ? text[at + 1] : ' ';
  switch (text[at]) {
    case '\\':
    case '`':
    case '*':
    case '[':
    case ']':
    case '<': return true;
    case '_': return !(is_word(before) && is_word(after));  // snake_case stays as it is
    case '~': return before == '~' || after == '~';
    case '&': return is_word(after) || after == '#';
    default: return false;
  }
}

// Where a backslash keeps the line from opening a block; npos when it opens none.
std::size_t block_mark(std::string_view line) {
  if (line.empty()) return std::string_view::npos;
  const char after = line.size() > 1 ? line[1] : ' ';
  switch (line[0]) {
    case '#':
    case '>':
    case '|':
    case '=': return 0;
    case '-':
    case '+': return is_blank(after) || after == line[0] ? 0 : std::string_view::npos;
    case '~': return after == '~' ? 0 : std::string_view::npos;
    default: break;
  }
  std::size_t digits = 0;
  while (digits < line.size() && is_digit(line[digits])) ++digits;
  if (digits == 0 || digits > 9 || digits == line.size()) return std::string_view::npos;
  const bool marks =
      (line[digits] == '.' || line[digits] == ')') && (digits + 1 == line.size() || is_blank(line[digits + 1]));
  return marks ? digits : std::string_view::npos;
}

template <class OnLine>
void for_each_line(std::string_view text, OnLine on_line) {
  while (true) {
    const auto end = text.find('\n');
    on_line(text.substr(0, end), end == std::string_view::npos);
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + 1);
  }
}

}  // namespace

std::string collapsed(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_blank(text[at])) {
      out.push_back(text[at++]);
      continue;
    }
    bool line_end = false;
    for (; at < text.size() && is_blank(text[at]); ++at) line_end = line_end || text[at] == '\n';
    out.push_back(line_end ? '\n' : ' ');
  }
  return out;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (needs_backslash(text, at)) out.push_back('\\');
    out.push_back(text[at]);
  }
  return out;
}

std::string as_paragraph(std::string_view flowing) {
  while (flowing.ends_with("\\\n")) flowing.remove_suffix(2);  // a line break before the end breaks nothing
  std::string out;
  for_each_line(trim(flowing), [&](std::string_view line, bool last) {
    while (!line.empty() && is_blank(line.front())) line.remove_prefix(1);
    const auto mark = block_mark(line);
    if (mark != std::string_view::npos) out.append(line.substr(0, mark)).append("\\"), line.remove_prefix(mark);
    if (line.empty()) return;  // an empty line would end the paragraph
    out.append(line);
    if (!last) out.push_back('\n');
  });
  return out;
}

std::string wrapped(std::string_view text, std::string_view opening, std::string_view closing) {
  const auto inner = trim(text);
  if (inner.empty()) return std::string(text);
  const auto before = text.substr(0, static_cast<std::size_t>(inner.data() - text.data()));
  const auto after = text.substr(before.size() + inner.size());
  return std::string(before).append(opening).append(inner).append(closing).append(after);
}

std::string code_span(std::string_view code) {
  if (code.empty()) return "";
  std::string text(code);
  std::ranges::replace(text, '\n', ' ');
  const std::string fence(longest_run(text, '`') + 1, '`');
  const bool padded = text.front() == '`' || text.back() == '`' || (text.front() == ' ' && text.back() == ' ');
  return fence + (padded ? " " + text + " " : text) + fence;
}

std::string destination(std::string_view address, std::string_view title) {
  const bool plain = address.find_first_of("()<>*_\\&") == std::string_view::npos;
  std::string out = plain ? std::string(address) : "<" + std::string(address) + ">";
  if (title.empty()) return out;
  out += " \"";
  for (const char c : collapsed(title)) {
    if (c == '"' || c == '\\' || c == '&') out.push_back('\\');
    out.push_back(c == '\n' ? ' ' : c);
  }
  return out += '"';
}

std::string prefixed(std::string_view block, std::string_view first, std::string_view others) {
  std::string out;
  bool at_first = true;
  for_each_line(block, [&](std::string_view line, bool last) {
    out.append(at_first ? first : others).append(line);
    while (line.empty() && !out.empty() && out.back() == ' ') out.pop_back();
    if (!last) out.push_back('\n');
    at_first = false;
  });
  return out;
}

std::string tightened(std::string_view item) {
  std::string out;
  bool fenced = false;
  for_each_line(item, [&](std::string_view line, bool last) {
    if (line.starts_with("```")) fenced = !fenced;
    if (line.empty() && !fenced) return;
    out.append(line);
    if (!last) out.push_back('\n');
  });
  return out;
}

std::string in_cell(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '|') out.push_back('\\');
    if (c == '\n' && out.ends_with('\\')) out.pop_back();
    out.push_back(c == '\n' ? ' ' : c);
  }
  return out;
}

std::size_t longest_run(std::string_view text, char mark) {
  std::size_t longest = 0, run = 0;
  for (const char c : text) {
    run = c == mark ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

}  // namespace parvis::text
