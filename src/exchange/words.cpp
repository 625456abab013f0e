#include "exchange/words.h"

#include "community/threads/comment_markdown.h"
#include "core/text/language.h"
#include "core/text/markdown.h"
#include "core/text/sanitise.h"
#include "core/text/words.h"

namespace parvis::exchange {

html::Html clean_html(std::string_view html) { return text::sanitise(html, {.images = text::Images::own}); }

std::string markdown_from(std::string_view html) { return text::html_to_markdown(html); }

std::string comment_html(std::string_view markdown) {
  return text::render_markdown(community::as_one_paragraph(markdown), {.images = text::Images::none}).html.markup();
}

std::string language_of(const html::Html& html) {
  const auto text = text::plain_text(html);
  return std::string(text::tag(text::guess_language(text, text::Language::en)));
}

}  // namespace parvis::exchange
