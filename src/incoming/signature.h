// The signature of what is handed in by a program: `t=<seconds since 1970>,v1=<hexadecimal HMAC-SHA-256 of "t.body">`.
// Changed, replayed after five minutes, or without a secret, it is worth nothing. Pure functions.
#pragma once

#include <string_view>

#include "core/secret.h"
#include "core/time/instant.h"

namespace parvis::incoming {

inline constexpr std::int64_t kSignedFor = 5 * kMinute;

// `header`: the value of Parvis-Signature.
bool is_signed(const Secret& secret, std::string_view header, std::string_view body, Instant at);

}  // namespace parvis::incoming
