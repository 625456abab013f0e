// One-time codes made from a shared secret and the clock, as apps on telephones show them: RFC 6238 with HMAC-SHA-1,
// six figures and thirty seconds, which every app knows. Pure functions but for `random_totp_secret`; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/time/instant.h"

namespace parvis::crypto {

inline constexpr std::int64_t kTotpStep = 30 * kSecond;
inline constexpr int kTotpDigits = 6;

// 160 random bits (RFC 4226 section 4, requirement 6) in base 32: 32 characters.
std::string random_totp_secret();
// RFC 4648 base 32 without padding, and back; nothing when `text` is no such thing. Blanks and small letters are taken.
std::string base32(std::string_view bytes);
std::optional<std::string> from_base32(std::string_view text);

// How many steps have passed since 1970.
std::int64_t totp_step(Instant at);
// The code of a step. `secret` as bytes.
std::string totp_code(std::string_view secret, std::int64_t step, int digits = kTotpDigits);
// The step whose code this is: now, or one before or after for clocks that differ (RFC 6238 section 5.2). Nothing when
// it is none of theirs.
std::optional<std::int64_t> matching_step(std::string_view secret, std::string_view code, Instant at);

// What a QR code tells an app: otpauth://totp/… (the format of Google's authenticator, which others read).
std::string totp_address(std::string_view community, std::string_view account, std::string_view secret_in_base32);

}  // namespace parvis::crypto
