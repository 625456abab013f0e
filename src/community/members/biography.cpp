#include "community/members/biography.h"

#include "core/text/markdown.h"

namespace parvis::community {

std::string biography_html(std::string_view markdown) {
  return text::render_markdown(markdown, {.line_ends = text::LineEnds::kept, .images = text::Images::none})
      .html.markup();
}

html::Html biography_in(const std::string& column) { return html::Html::stored(column); }

}  // namespace parvis::community
