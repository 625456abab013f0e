// The words of an import made ready to be stored: HTML of elsewhere sanitised, Markdown got back from it, languages
// guessed. Pure; usable from any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/html/html.h"

namespace parvis::exchange {

// The renderer's version of a post whose HTML came ready: no version of ours, so none replaces it unasked.
inline constexpr std::int64_t kRenderedElsewhere = 0;

// HTML of elsewhere, as safe as what our own renderer makes.
html::Html clean_html(std::string_view html);
// Markdown that reads like `html`; for texts whose source did not come with them.
std::string markdown_from(std::string_view html);
// A comment's inline Markdown as HTML.
std::string comment_html(std::string_view markdown);
// The tag of the language the text is probably written in ("en"); of HTML, its tags aside.
std::string language_of(const html::Html& html);

}  // namespace parvis::exchange
