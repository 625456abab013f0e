// The letters about accounts, each in its reader's language, handed to the durable job that delivers them in the very
// transaction that gives the reason. A member is greeted by their name at the address they confirmed. A letter to
// another address holds nothing that its cause typed but a handle, so nobody's words travel under our name. Usable from
// any thread.
#pragma once

#include <string_view>

#include "community/members/account_act.h"
#include "core/store/store.h"

namespace parvis::community {

struct Recipient {
  std::string email;
  std::string handle;  // empty: not said
  text::Language language = text::Language::en;
  std::string name = {};  // empty: the handle is said
};

void send_confirmation(store::Transaction& transaction, const Sender& sender, const Recipient& to,
                       std::string_view token);
// To somebody who began to join twice without confirming: the link lets them choose their password and confirms.
void send_unfinished(store::Transaction& transaction, const Sender& sender, const Recipient& to,
                     std::string_view token);
// To a member whose address was given to join again, or to be another's.
void send_already_member(store::Transaction& transaction, const Sender& sender, const Recipient& to);
// To somebody whose account came with an import.
void send_claim(store::Transaction& transaction, const Sender& sender, const Recipient& to, std::string_view token);
void send_reset(store::Transaction& transaction, const Sender& sender, const Recipient& to, std::string_view token);
// Opens a session; to somebody who has no password at hand.
void send_sign_in(store::Transaction& transaction, const Sender& sender, const Recipient& to, std::string_view token);
// To the new address.
void send_address_change(store::Transaction& transaction, const Sender& sender, const Recipient& to,
                         std::string_view token);
// To the old address, once another took its place.
void send_address_notice(store::Transaction& transaction, const Sender& sender, const Recipient& to);
// What happened to the second factor: set or taken off by the member, or taken off by a manager.
enum class SecondFactorNews { set, removed, reset };
void send_second_factor_notice(store::Transaction& transaction, const Sender& sender, const Recipient& to,
                               SecondFactorNews news);
// `ended_tokens`: of programs, ended with the old password.
void send_password_notice(store::Transaction& transaction, const Sender& sender, const Recipient& to,
                          std::int64_t ended_tokens);
// The copy of everything held about them is there to be fetched.
void send_copy_ready(store::Transaction& transaction, const Sender& sender, const Recipient& to);
// To somebody who wants to be erased and cannot, or does not want to, give their password.
void send_leave_link(store::Transaction& transaction, const Sender& sender, const Recipient& to,
                     std::string_view token);
// They will be erased at `due`, unless they come back before.
void send_leaving(store::Transaction& transaction, const Sender& sender, const Recipient& to, Instant due);

}  // namespace parvis::community
