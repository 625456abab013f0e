// Joining: by e-mail, with a confirmation. Whether the address is known shows neither in the answer nor in its time:
// what differs is the letter. Rules over a Transaction; usable from any thread.
#pragma once

#include <string>
#include <string_view>

#include "community/arriving/arrival.h"
#include "community/arriving/invitation.h"
#include "community/arriving/join_request.h"
#include "community/issuers/issuer_account.h"
#include "community/members/account_act.h"
#include "community/sharing/share.h"
#include "community/types.h"
#include "core/crypto/crypto.h"
#include "core/secret.h"
#include "core/store/store.h"

namespace parvis::community {

inline constexpr std::size_t kMaxDisplayName = 60;  // fits on one line beside a face at 390 px

// Somebody who presses the button twice is known by the password: it is the one that waits already.
enum class Press { first, again };
// Does this address wait to be confirmed with this very password? Takes the same work for every address.
Press press_of(store::Store& store, std::string_view email, const Secret& password,
               crypto::Strength strength = crypto::Strength::strong);

struct SignUp {
  std::string display_name;
  std::string email;
  std::string handle;         // empty: made from the name
  std::string password_hash;  // hashed before, whoever they are
  std::string time_zone;
  std::int64_t charter_version = 0;
  Press press = Press::first;
  InvitationId invitation;               // zero: none
  ShareId share = {};                    // of the conversation they came by; zero: none
  std::vector<JoinAnswer> answers = {};  // to the community's questions
  // Who an issuer says it is: then there is no password. Tied to the stranger this makes, and to nobody else.
  std::optional<ProvenIdentity> proven = {};
};

// A stranger becomes an unconfirmed member and gets a letter to confirm. For an address that waits to be confirmed the
// password known so far is forgotten, since it may be that of somebody else, and a letter lets the owner choose one
// (unless one was sent within two minutes: somebody pressed twice). A member gets a letter that says so; one who came
// with an import gets a letter to claim the account.
void sign_up(store::Transaction& transaction, const AccountAct& act, const SignUp& wish);

// Confirms the address behind a letter's button. NotFound when the link works no more. `confirm_sign_up` lets the
// member in, as far as the community's door has it (arriving/arrival.h); `confirm_address` puts the new address in
// place of the old and tells the old one (Conflict when another account took it meanwhile).
struct Confirmed {
  MemberId member;
  Admission admission = Admission::admitted;
};
Confirmed confirm_sign_up(store::Transaction& transaction, const AccountAct& act, std::string_view token);
MemberId confirm_address(store::Transaction& transaction, const AccountAct& act, std::string_view token);
// Sends the letter of confirmation again.
void send_confirmation_again(store::Transaction& transaction, const AccountAct& act, MemberId member);

// Gives an imported account to who holds its address. `charter_version` 0: the community has no charter.
MemberId claim_account(store::Transaction& transaction, const AccountAct& act, std::string_view token,
                       std::string_view password_hash, std::int64_t charter_version);

// Sends the letter to choose a new password, when somebody has this address; otherwise does nothing. Runs in a job, so
// that the page's answer takes the same time for every address.
void send_reset_letter(store::Transaction& transaction, const AccountAct& act, std::string_view email);
// Sends the letter that opens a session, or what the address needs before one can be opened. Runs in that job too.
void send_sign_in_letter(store::Transaction& transaction, const AccountAct& act, std::string_view email);
// The member behind that letter's button. NotFound when the link works no more.
MemberId use_sign_in_link(store::Transaction& transaction, std::string_view token);
// Sets the password; all sessions end; an unconfirmed member is confirmed by it, since the letter reached them.
Confirmed reset_password(store::Transaction& transaction, const AccountAct& act, std::string_view token,
                         std::string_view password_hash);

// The first manager, made through the one-time address printed at the first start. NotFound once there is a manager.
struct FirstAccount {
  std::string display_name;
  std::string email;
  std::string handle;
  std::string password_hash;
  std::int64_t charter_version = 0;
};
MemberId make_first_manager(store::Transaction& transaction, const AccountAct& act, std::string_view token,
                            const FirstAccount& wish);

}  // namespace parvis::community
