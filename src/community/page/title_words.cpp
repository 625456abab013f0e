#include "community/page/title_words.h"

#include "core/text/marks.h"

namespace parvis::community {

void write_title_words(html::Writer& out, std::string_view title) { out.text(text::tie_marks(title)); }

}  // namespace parvis::community
