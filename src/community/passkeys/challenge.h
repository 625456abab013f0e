// What a passkey signs: random bits that we made a moment ago for this very browser. Nothing is kept when one is handed
// out; one that was answered is kept until its time is over, so that it is answered once. Functions; any thread.
#pragma once

#include <string>
#include <string_view>

#include "core/store/store.h"
#include "core/time/instant.h"

namespace parvis::community {

inline constexpr std::int64_t kChallengeTime = 10 * kMinute;

enum class ChallengeFor { signing_in, adding };

// `browser` is the form token of the visit: it belongs to the session, or to the visitor's cookie.
std::string make_challenge(std::string_view secret, ChallengeFor what, std::string_view browser, Instant at);
// True once for a challenge of ours, for this browser and purpose, in its time.
bool take_challenge(store::Transaction& transaction, std::string_view secret, ChallengeFor what,
                    std::string_view browser, std::string_view challenge, Instant at);

}  // namespace parvis::community
