// The signature of what a program elsewhere sends: `t=<seconds since 1970>,v1=<hexadecimal HMAC-SHA-256 of "t.body">`.
// Changed, five minutes old, or without a secret on our side, it is worth nothing. Pure functions.
#pragma once

#include <string>
#include <string_view>

#include "core/time/instant.h"

namespace parvis::crypto {

inline constexpr std::int64_t kSignedFor = 5 * kMinute;

std::string sign_body(std::string_view secret, std::string_view body, Instant at);
// `header`: the value of Parvis-Signature.
bool is_signed_body(std::string_view secret, std::string_view header, std::string_view body, Instant at);

}  // namespace parvis::crypto
