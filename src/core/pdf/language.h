// Says in which language a PDF is, and that its structure can be read, which cairo 1.16 does not: as an update at its
// end (ISO 32000-1, 7.5.6), so that not a byte of what was drawn changes. Pure.
#pragma once

#include <string>
#include <string_view>

namespace parvis::pdf {

// `language`: "fr". Also asks readers to show the title in place of the file's name. Throws Fault when the file does
// not end as cairo ends one.
std::string with_language(std::string file, std::string_view language);

}  // namespace parvis::pdf
