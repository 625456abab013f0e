// One's own account: what is kept of it beyond what others see, and the ways to change it. Rules over Reader and
// Transaction; usable from any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "community/members/account_act.h"
#include "community/members/letters.h"
#include "community/types.h"
#include "core/crypto/crypto.h"
#include "core/secret.h"
#include "core/store/store.h"

namespace parvis::community {

struct Account {
  MemberId id;
  std::string handle;
  std::string display_name;
  std::string email;  // empty: none
  std::string password_hash;
  Role role = Role::member;
  MemberStatus status = MemberStatus::active;
  std::string language;
  std::string time_zone;
  std::int64_t charter_version = 0;
  Instant created_at;
  std::optional<Instant> email_confirmed_at;
};
std::optional<Account> find_account(store::Reader& reader, MemberId member);
std::optional<Account> account_with_email(store::Reader& reader, std::string_view email);
Recipient recipient_of(const Account& account, text::Language otherwise);

// What attempts to sign in as `who`, an address or a handle, are counted under: the account meant, whichever way it was
// written, else the text as keys compare it.
std::string sign_in_key(store::Reader& reader, std::string_view who);

// The member whom these open the door to, or nothing: no such account, no password, not confirmed, or wrong. `who` is
// an address or the very handle, capitals aside: another that only looks like it opens nothing. Takes the same work in
// every case. A right password of an unconfirmed account says so in `unconfirmed`, which the page must not show: it
// sends the letter again.
struct Credentials {
  std::optional<MemberId> member;
  std::optional<MemberId> unconfirmed;
  std::optional<MemberId> kept_out;  // by a sanction: the right password of somebody who may not come in
};
Credentials check_credentials(store::Store& store, std::string_view who, const Secret& password,
                              crypto::Strength strength = crypto::Strength::strong);
// Does this password belong to the member? For changes that ask for it again.
bool has_password(store::Store& store, MemberId member, const Secret& password);

// How a new password was come by. `known_before`: the member gave the old one; programs that act for them go on.
// `reset`: by a letter, perhaps because somebody else got in, so the tokens of programs end too.
enum class NewPassword { known_before, reset };
// Sets the hash, ends every session, tells the member by letter, records it.
void change_password(store::Transaction& transaction, const AccountAct& act, MemberId member,
                     std::string_view password_hash, NewPassword how);

// Letter to the new address; when it belongs to another account that one's owner is told instead, and the answer is
// the same.
void ask_address_change(store::Transaction& transaction, const AccountAct& act, MemberId member,
                        std::string_view email);

// Where a profile_changed shows: beside every word of the member (name, title), on pages about members (what they say
// of themselves), or nowhere (how they are spoken to).
enum class Reach { everywhere, pages_of_members, nowhere };
Reach reach_of(const Activity& profile_changed);

struct Profile {
  std::string display_name;
  std::string title;
  std::string biography;
  std::string place;
  std::string website;
  bool operator==(const Profile&) const = default;
};
std::optional<Profile> find_profile(store::Reader& reader, MemberId member);
// Nothing happens when all is so already.
void change_profile(store::Transaction& transaction, const Timeline& timeline, MemberId member, const Profile& profile);
void change_preferences(store::Transaction& transaction, const Timeline& timeline, MemberId member,
                        std::string_view language, std::string_view time_zone);

}  // namespace parvis::community
