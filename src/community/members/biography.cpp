#include "community/members/biography.h"

#include "core/text/markdown.h"

namespace parvis::community {

std::string biography_html(std::string_view markdown) {
  return text::render_markdown(markdown, {.line_ends = text::LineEnds::kept}).html.markup();
}

}  // namespace parvis::community
