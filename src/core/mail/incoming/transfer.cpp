#include "core/mail/incoming/transfer.h"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <memory>

#include "core/mail/incoming/header.h"
#include "core/text/unicode.h"

namespace parvis::mail {
namespace {

int hexadecimal(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

int of_base64(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '+' || c == '-') return 62;
  if (c == '/' || c == '_') return 63;
  return -1;
}

// The byte that the two digits behind `at` stand for, or -1.
int escaped(std::string_view text, std::size_t at) {
  if (at + 2 >= text.size()) return -1;
  const int high = hexadecimal(text[at + 1]), low = hexadecimal(text[at + 2]);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};

std::string converted(std::string_view bytes, const std::string& charset) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, CloseConverter> converter(ucnv_open(charset.c_str(), &status));
  if (U_FAILURE(status)) return {};
  const icu::UnicodeString text(bytes.data(), static_cast<std::int32_t>(bytes.size()), converter.get(), status);
  std::string out;
  if (U_SUCCESS(status)) text.toUTF8String(out);
  return out;
}

// Those that most letters say, and say wrongly: what calls itself ISO-8859-1 is Windows-1252 (as browsers have it).
bool is_western(std::string_view charset) {
  constexpr std::array kWestern{"", "us-ascii", "ascii", "iso-8859-1", "latin1", "windows-1252", "cp1252", "utf-7"};
  return std::ranges::find(kWestern, charset) != kWestern.end();
}

}  // namespace

std::string decode_base64(std::string_view text) {
  std::string out;
  out.reserve(text.size() * 3 / 4);
  unsigned bits = 0;
  int count = 0;
  for (const char c : text) {
    const int value = of_base64(c);
    if (value < 0) {
      if (c == '=') count = 0, bits = 0;
      continue;
    }
    bits = (bits << 6) | static_cast<unsigned>(value);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    out.push_back(static_cast<char>((bits >> count) & 0xFF));
    bits &= (1U << count) - 1;
  }
  return out;
}

std::string decode_escapes(std::string_view text, char mark) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const int byte = text[at] == mark ? escaped(text, at) : -1;
    if (byte < 0) {
      out.push_back(text[at]);
    } else {
      out.push_back(static_cast<char>(byte));
      at += 2;
    }
  }
  return out;
}

std::string decode_quoted_printable(std::string_view text) {
  std::string joined;
  joined.reserve(text.size());
  while (!text.empty()) {
    const auto end = text.find('\n');
    auto line = text.substr(0, end);
    const bool is_last = end == std::string_view::npos;
    text.remove_prefix(is_last ? text.size() : end + 1);
    // Blanks at the end of a line are the way's, not the writer's.
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ' || line.back() == '\t')) line.remove_suffix(1);
    if (line.ends_with('=')) {
      joined.append(line.substr(0, line.size() - 1));
    } else {
      joined.append(line);
      if (!is_last) joined.push_back('\n');
    }
  }
  return decode_escapes(joined, '=');
}

std::string to_utf8(std::string_view bytes, std::string_view charset) {
  std::string out;
  const auto name = small_letters(charset);
  if (!is_western(name) && name != "utf-8" && name != "utf8" && name.size() < 40) out = converted(bytes, name);
  if (out.empty()) out = text::is_utf8(bytes) ? std::string(bytes) : converted(bytes, "windows-1252");
  std::erase(out, '\0');
  return out;
}

}  // namespace parvis::mail
