// What an ID token must say before it is believed (OpenID Connect Core 1.0, section 3.1.3.7), and what a logout token
// must (OpenID Connect Back-Channel Logout 1.0, section 2.6). Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/jose/signed_token.h"
#include "core/time/instant.h"

namespace parvis::community {

// Clocks differ by so much, here and there.
inline constexpr std::int64_t kClockSlack = kMinute;
// A token made longer ago than this was not made for this sign-in.
inline constexpr std::int64_t kOldestToken = 15 * kMinute;

struct Expected {
  std::string_view issuer;
  std::string_view audience;  // our client identifier there
  std::string_view nonce;
  Instant at;
};

// Why it is not to be believed, for the log; nothing when all holds. The signature is checked here too.
std::optional<std::string> problem_of(const jose::SignedToken& token, const jose::KeySet& keys,
                                      const Expected& expected);

// The same for what an issuer says when somebody signed out there; `nonce` is not looked at: none may stand in it. What
// it claims is looked at apart from its signature, so that nobody has the issuer asked for keys by a token that says
// nothing.
std::optional<std::string> problem_of_sign_out(const jose::SignedToken& token, const Expected& expected);

}  // namespace parvis::community
