// base64url without padding (RFC 4648 section 5), as tokens, keys and signatures of the web are written. Strict when
// read: one text for each sequence of bytes. Pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace parvis::crypto {

std::string to_base64url(std::string_view bytes);
std::optional<std::string> from_base64url(std::string_view text);

}  // namespace parvis::crypto
