// How a text is written inside a line of the log, so that whatever it holds (line feeds, quotes, broken UTF-8, terminal
// controls) it stays one value on one line. Pure functions.
#pragma once

#include <string>
#include <string_view>

namespace parvis::log {

// As a JSON string with its quotes (RFC 8259); bytes that are no UTF-8 become U+FFFD.
void append_json(std::string& out, std::string_view text);
// Bare when it is a plain word, else as a JSON string.
void append_logfmt(std::string& out, std::string_view text);

}  // namespace parvis::log
