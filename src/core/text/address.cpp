#include "core/html/html.h"
#include "core/text/sanitise.h"

namespace parvis::text {
namespace {

// Bytes that stand in an address as they are (RFC 3986, plus the percent sign of what is encoded already).
bool stands_in_address(unsigned char c) {
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) return true;
  return std::string_view("-._~:/?#@!$&'()*+,;=%").find(static_cast<char>(c)) != std::string_view::npos;
}

std::string_view without_outer_blanks(std::string_view text) {
  const auto blank = [](char c) { return static_cast<unsigned char>(c) <= 0x20; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace

std::string safe_address(std::string_view address) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : without_outer_blanks(address)) {
    const auto byte = static_cast<unsigned char>(c);
    if (stands_in_address(byte)) {
      encoded.push_back(c);
    } else {
      encoded.append({'%', kDigits[byte >> 4], kDigits[byte & 15]});
    }
  }
  return html::is_safe_address(encoded) ? encoded : std::string();
}

}  // namespace parvis::text
