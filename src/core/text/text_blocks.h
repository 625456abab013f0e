// Finished HTML as blocks of plain text, for where there is no markup or other markup: letters. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "core/html/html.h"

namespace parvis::text {

struct TextBlock {
  enum class Kind { paragraph, item, quote, code } kind = Kind::paragraph;
  std::string text;
  bool operator==(const TextBlock&) const = default;
};

// Until some `at_most` bytes of text are taken; the block that goes beyond is cut between words and ends with "…". An
// image is its alt text, and a link to elsewhere is followed by its address, in parentheses, where it does not say it.
std::vector<TextBlock> text_blocks(const html::Html& html, std::size_t at_most);

}  // namespace parvis::text
