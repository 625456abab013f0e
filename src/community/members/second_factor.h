// A second proof of who signs in: a code from an app (core/crypto/totp.h) or, on the day the telephone is lost, one of
// ten recovery codes, of which only hashes are kept. No code is taken twice. Rules over Reader and Transaction; usable
// from any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "community/members/account_act.h"
#include "community/types.h"
#include "community/visibility/viewer.h"
#include "core/store/store.h"

namespace parvis::community {

inline constexpr int kRecoveryCodes = 10;

bool has_second_factor(store::Reader& reader, MemberId member);
std::int64_t count_recovery_codes(store::Reader& reader, MemberId member);  // not used yet

// Does this code, read off the app, show that the secret arrived there? Answers its step.
std::optional<std::int64_t> proves_secret(std::string_view secret_in_base32, std::string_view code, Instant at);

// From now on the member signs in with it; an earlier one is replaced. `step` was used by proving it. Ends every
// session and tells them by letter. Answers the recovery codes, which are shown once.
std::vector<std::string> set_second_factor(store::Transaction& transaction, const AccountAct& act, MemberId member,
                                           std::string_view secret_in_base32, std::int64_t step);
// New ones in place of those there were.
std::vector<std::string> renew_recovery_codes(store::Transaction& transaction, MemberId member);

enum class Proof { none, code, recovery_code };
// Takes the code when it is good: it is good only once.
Proof take_code(store::Transaction& transaction, const AccountAct& act, MemberId member, std::string_view typed,
                Instant at);

// By the member. Ends every session. False when there was none.
bool remove_second_factor(store::Transaction& transaction, const AccountAct& act, MemberId member);
// By a manager, of a member up to their own role: on the timeline, with a letter to the member.
bool reset_second_factor(store::Transaction& transaction, const AccountAct& act, const Viewer& actor, MemberId member);

}  // namespace parvis::community
