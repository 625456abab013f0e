// Titles as pages show them: a mark that French sets apart stays on the line of its word (core/text/marks.h); the text
// itself stays as it was typed. Pure.
#pragma once

#include <string_view>

#include "core/html/html.h"

namespace parvis::community {

void write_title_words(html::Writer& out, std::string_view title);

}  // namespace parvis::community
