#include <array>

#include "core/html/html.h"

namespace parvis::html {
namespace {

// What must not stand in text as it is. Control characters but tab, line feed and carriage return are no HTML.
const char* replacement_of(unsigned char c) {
  switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    case '\r': return "&#13;";
    default: break;
  }
  return (c < 0x20 && c != '\t' && c != '\n') || c == 0x7f ? "\xEF\xBF\xBD" : nullptr;
}

// Most characters stand for themselves: this says so at one look.
constexpr std::array<bool, 256> make_special() {
  std::array<bool, 256> special{};
  for (int c = 0; c < 0x20; ++c) special[static_cast<std::size_t>(c)] = c != '\t' && c != '\n';
  for (const unsigned char c : {'&', '<', '>', '"', '\''}) special[c] = true;
  special[0x7f] = true;
  return special;
}
constexpr auto kSpecial = make_special();

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool begins_with_scheme(std::string_view address, std::string_view scheme) {
  if (address.size() < scheme.size()) return false;
  for (std::size_t i = 0; i < scheme.size(); ++i) {
    if (lower(address[i]) != scheme[i]) return false;
  }
  return true;
}

}  // namespace

void append_escaped(std::string& out, std::string_view text) {
  std::size_t kept_from = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!kSpecial[static_cast<unsigned char>(text[i])]) continue;
    const char* replacement = replacement_of(static_cast<unsigned char>(text[i]));
    if (!replacement) continue;
    out.append(text, kept_from, i - kept_from).append(replacement);
    kept_from = i + 1;
  }
  out.append(text, kept_from);
}

bool is_safe_address(std::string_view address) {
  for (const char c : address) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f || c == '\\') return false;  // browsers drop or turn these
  }
  if (!address.empty() && (address.front() == ' ' || address.starts_with("//"))) return false;
  const auto colon = address.find(':');
  if (colon == std::string_view::npos || address.find_first_of("/?#") < colon) return true;  // relative
  return begins_with_scheme(address, "https:") || begins_with_scheme(address, "http:") ||
         begins_with_scheme(address, "mailto:");
}

}  // namespace parvis::html
