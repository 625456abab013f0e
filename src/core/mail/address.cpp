#include "core/mail/address.h"

#include <algorithm>

namespace parvis::mail {
namespace {

constexpr std::size_t kMaxLocalPart = 64;
constexpr std::size_t kMaxAddress = 254;  // RFC 3696 erratum 1690
constexpr std::size_t kMaxLabel = 63;
constexpr std::size_t kMaxName = 120;

bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

bool is_local_part(std::string_view text) {
  if (text.empty() || text.size() > kMaxLocalPart || text.front() == '.' || text.back() == '.') return false;
  if (text.front() == '-') return false;  // legal, but an option to some mail programs
  if (text.find("..") != std::string_view::npos) return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return is_letter_or_digit(c) || std::string_view(".!#$%&'*+-/=?^_`{|}~").find(c) != std::string_view::npos;
  });
}

bool is_label(std::string_view text) {
  if (text.empty() || text.size() > kMaxLabel || text.front() == '-' || text.back() == '-') return false;
  return std::all_of(text.begin(), text.end(), [](char c) { return is_letter_or_digit(c) || c == '-'; });
}

bool is_domain(std::string_view text) {
  while (true) {
    const auto dot = text.find('.');
    if (!is_label(text.substr(0, dot))) return false;
    if (dot == std::string_view::npos) return true;
    text.remove_prefix(dot + 1);
  }
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

}  // namespace

bool is_address(std::string_view text) {
  if (text.size() > kMaxAddress) return false;
  const auto at = text.rfind('@');
  if (at == std::string_view::npos) return false;
  return is_local_part(text.substr(0, at)) && is_domain(text.substr(at + 1));
}

std::optional<Mailbox> parse_mailbox(std::string_view text) {
  text = trimmed(text);
  const auto open = text.find('<');
  if (open == std::string_view::npos) {
    if (!is_address(text)) return std::nullopt;
    return Mailbox{"", std::string(text)};
  }
  if (text.back() != '>') return std::nullopt;
  const auto address = text.substr(open + 1, text.size() - open - 2);
  auto name = trimmed(text.substr(0, open));
  if (name.size() >= 2 && name.front() == '"' && name.back() == '"') name = name.substr(1, name.size() - 2);
  const bool plain = std::none_of(name.begin(), name.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f || c == '"' || c == '\\' || c == '<' || c == '>';
  });
  if (!plain || name.size() > kMaxName || !is_address(address)) return std::nullopt;
  return Mailbox{std::string(name), std::string(address)};
}

std::string_view domain_of(std::string_view address) {
  const auto at = address.rfind('@');
  return at == std::string_view::npos ? std::string_view{} : address.substr(at + 1);
}

}  // namespace parvis::mail
