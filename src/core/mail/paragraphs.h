// What somebody typed as plain text, for a letter. Pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace parvis::mail {

// Paragraphs are set apart by empty lines; none is empty.
std::vector<std::string> paragraphs_of(std::string_view typed);
// Each line by itself, as in a few words to one person; none is empty.
std::vector<std::string> lines_as_paragraphs(std::string_view typed);

}  // namespace parvis::mail
