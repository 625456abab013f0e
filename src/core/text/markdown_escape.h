// Pieces of Markdown source: text that must not be read as marks, spans, lines with a prefix. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace parvis::text {

// White space as HTML shows it: one blank, or one line end where one was.
std::string collapsed(std::string_view text);
// Text with a backslash before what Markdown would read as a mark.
std::string escaped(std::string_view text);
// A paragraph: trimmed, and no line of it begins like a heading, a list or a quote. Empty for nothing.
std::string as_paragraph(std::string_view flowing);
// `opening` and `closing` around the text, the blanks at its ends left outside; nothing around nothing.
std::string wrapped(std::string_view text, std::string_view opening, std::string_view closing);
inline std::string wrapped(std::string_view text, std::string_view mark) { return wrapped(text, mark, mark); }
std::string code_span(std::string_view code);
// The part of a link in parentheses.
std::string destination(std::string_view address, std::string_view title);
// Every line behind a prefix, the first behind its own; empty lines get it without trailing blank.
std::string prefixed(std::string_view block, std::string_view first, std::string_view others);
// A list item without empty lines between its blocks.
std::string tightened(std::string_view item);
// Text on one line, its bars escaped, for a table.
std::string in_cell(std::string_view text);
std::size_t longest_run(std::string_view text, char mark);

}  // namespace parvis::text
