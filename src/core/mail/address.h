// Addresses of letters: what may stand in an envelope and in a From header. Deliberately narrower than RFC 5321: ASCII
// only, no quoted local part, no address literal, so that an address is the same text everywhere and cannot carry a
// header or a second recipient. Pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace parvis::mail {

struct Mailbox {
  std::string name;  // UTF-8, may be empty
  std::string address;
};

// name@host.example: RFC 5321 section 4.1.2 dot-string, at most 64 characters before the @ and 254 in all; the domain
// by the rules of host names. A domain in other letters comes here already in its xn-- form.
bool is_address(std::string_view text);
// "square@example.org" or "The square <square@example.org>", the name also in double quotes.
std::optional<Mailbox> parse_mailbox(std::string_view text);
std::string_view domain_of(std::string_view address);

}  // namespace parvis::mail
