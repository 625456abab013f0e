#include "core/mail/paragraphs.h"

#include <algorithm>

namespace parvis::mail {

std::vector<std::string> paragraphs_of(std::string_view typed) {
  std::vector<std::string> paragraphs;
  while (!typed.empty()) {
    const auto end = typed.find("\n\n");
    auto paragraph = typed.substr(0, end);
    while (paragraph.starts_with('\n')) paragraph.remove_prefix(1);
    if (!paragraph.empty()) paragraphs.emplace_back(paragraph);
    typed = end == std::string_view::npos ? std::string_view() : typed.substr(end + 2);
  }
  return paragraphs;
}

std::vector<std::string> lines_as_paragraphs(std::string_view typed) {
  std::vector<std::string> lines;
  while (!typed.empty()) {
    const auto end = std::min(typed.find('\n'), typed.size());
    if (end > 0) lines.emplace_back(typed.substr(0, end));
    typed.remove_prefix(std::min(end + 1, typed.size()));
  }
  return lines;
}

}  // namespace parvis::mail
