#include "core/log/quote.h"

#include <fmt/format.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>

namespace parvis::log {
namespace {

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("-_.,:;/+@%#*()<>[]?&").find(c) != std::string_view::npos;
}

// C1 controls, bidirectional controls and line separators would act on the terminal of whoever reads the log.
bool is_treacherous(UChar32 c) {
  return c < 0x20 || (c >= 0x7f && c <= 0x9f) || (c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) ||
         (c >= 0x2066 && c <= 0x2069) || c == 0xfeff;
}

}  // namespace

void append_json(std::string& out, std::string_view text) {
  out.push_back('"');
  const auto size = static_cast<std::int32_t>(std::min<std::size_t>(text.size(), INT32_MAX));
  for (std::int32_t at = 0; at < size;) {
    const std::int32_t from = at;
    UChar32 c;
    U8_NEXT(text.data(), at, size, c);
    if (c < 0) {
      out.append("\xEF\xBF\xBD");
    } else if (c == '"' || c == '\\') {
      out.push_back('\\');
      out.push_back(static_cast<char>(c));
    } else if (c == '\n') {
      out.append("\\n");
    } else if (is_treacherous(c)) {
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(c));
    } else {
      out.append(text, static_cast<std::size_t>(from), static_cast<std::size_t>(at - from));
    }
  }
  out.push_back('"');
}

void append_logfmt(std::string& out, std::string_view text) {
  const bool plain = !text.empty() && std::all_of(text.begin(), text.end(), is_plain);
  if (plain) {
    out.append(text);
  } else {
    append_json(out, text);
  }
}

}  // namespace parvis::log
