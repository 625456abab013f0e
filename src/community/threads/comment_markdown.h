// A comment is one paragraph: emphasis, code, links and mentions work in it; headings, lists, quotations and images of
// blocks do not. Pure; usable from any thread.
#pragma once

#include <string>
#include <string_view>

namespace parvis::community {

// The comment as Markdown in which nothing begins a block: line ends become blanks, and what would begin a heading, a
// list, a quotation, a rule, a fence or a link's definition is escaped.
std::string as_one_paragraph(std::string_view comment);

}  // namespace parvis::community
