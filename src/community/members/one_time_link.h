// Addresses that work once: to confirm, to reset, to claim, to become the first manager. The letter holds 256 random
// bits, the database their hash. Looking at one changes nothing (mail scanners open every address); only the button on
// its page uses it up. Rules over Reader and Transaction; usable from any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "community/types.h"
#include "core/store/store.h"

namespace parvis::community {

// To sign in by letter; and what a browser holds between the first proof of who it is and the second.
inline constexpr LinkPurpose kSignInLink{6}, kSecondFactorLink{7};

struct OneTimeLink {
  LinkPurpose purpose = LinkPurpose::confirm_address;
  MemberId member;    // zero for the first manager
  std::string email;  // the address it was sent to
  Instant created_at;
  Instant expires_at;
};

// How long each purpose lasts: long enough for a letter read after a week-end, short for what opens an account.
std::int64_t lifetime(LinkPurpose purpose);

// Makes a link and ends earlier ones of the same purpose and member; the answer is the token for the address.
std::string make_link(store::Transaction& transaction, LinkPurpose purpose, MemberId member, std::string_view email);
// The link, while it may be used.
std::optional<OneTimeLink> find_link(store::Reader& reader, LinkPurpose purpose, std::string_view token);
// The link, once it was used up: its holder may be told what it did.
std::optional<OneTimeLink> find_used_link(store::Reader& reader, LinkPurpose purpose, std::string_view token);
// Uses it up. NotFound with a kind sentence when it is forged, expired or was used: of two at once, one succeeds.
OneTimeLink use_link(store::Transaction& transaction, LinkPurpose purpose, std::string_view token);
// Ends all links of a member with this purpose.
void end_links(store::Transaction& transaction, LinkPurpose purpose, MemberId member);
// Ends all links of a member: whoever asked for one before a change of password or rights gets no further with it.
void end_all_links(store::Transaction& transaction, MemberId member);
// Is there one made at or after `since`?
bool has_recent_link(store::Reader& reader, LinkPurpose purpose, MemberId member, Instant since);

}  // namespace parvis::community
