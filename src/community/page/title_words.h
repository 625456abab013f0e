// Large titles: French sets a blank before ; : ? ! and », and many type a plain one, which a line may break at. The
// last word before such a mark is kept on its line with it; the text itself stays as it was typed. Pure.
#pragma once

#include <string_view>

#include "core/html/html.h"

namespace parvis::community {

void write_title_words(html::Writer& out, std::string_view title);

}  // namespace parvis::community
