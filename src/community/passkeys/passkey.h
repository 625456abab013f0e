// The passkeys of members: named, several for each, each with its last use. Their use proves two things at once, the
// device and who holds it, since the holder is verified each time; so one counts as a second factor. Rules over Reader
// and Transaction; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "community/members/account_act.h"
#include "community/types.h"
#include "core/store/store.h"
#include "core/webauthn/passkey_answer.h"

namespace parvis::community {

using PasskeyId = Id<struct PasskeyTag>;

inline constexpr std::int64_t kMostPasskeys = 20;
inline constexpr std::size_t kMaxPasskeyName = 40;

struct Passkey {
  PasskeyId id;
  MemberId member;
  std::string credential;  // base64url, as the next
  std::string public_key;
  std::int64_t sign_count = 0;
  std::string name;
  Instant created_at;
  std::optional<Instant> last_used_at;
  std::optional<Instant> doubted_at;  // when its counter went back, as a copy's would
};
std::vector<Passkey> passkeys_of(store::Reader& reader, MemberId member);
std::optional<Passkey> passkey_with(store::Reader& reader, std::string_view credential);
bool has_passkey(store::Reader& reader, MemberId member);

// What authenticators call the member: says nothing of them, and is the same for all their passkeys. base64url.
std::string passkey_user(std::string_view secret, MemberId member);

// Tells the member by letter. Conflict when there are too many or it is known already.
PasskeyId add_passkey(store::Transaction& transaction, const AccountAct& act, MemberId member,
                      const webauthn::Made& made, std::string_view name);
// False when its counter did not go on, as it does not for a copy: then nobody is to be let in, and the member is told.
bool use_passkey(store::Transaction& transaction, const AccountAct& act, const Passkey& passkey,
                 std::uint32_t sign_count);
// False when it is none of theirs. Conflict when it is the last way to sign in that they have.
bool remove_passkey(store::Transaction& transaction, const AccountAct& act, MemberId member, PasskeyId id);

}  // namespace parvis::community
