#include "community/members/sign_up.h"

#include "community/arriving/arriving_letters.h"
#include "community/arriving/invitation.h"
#include "community/members/account.h"
#include "community/members/letters.h"
#include "community/members/new_member.h"
#include "community/members/one_time_link.h"
#include "community/members/own_act.h"
#include "community/members/role_change.h"
#include "community/members/ways_in.h"
#include "community/moderation/sanction.h"
#include "core/text/catalogue.h"

namespace parvis::community {
namespace {

// Whoever is kept out gets no letter that would let them in, and no letter sent before does: an account that nobody has
// claimed or confirmed yet has a standing of its own, which tells nothing of sanctions.
bool is_kept_out(store::Reader& reader, MemberId member) { return conduct_of(reader, member, now()).kept_out; }

constexpr const char* kUsed = text::msgid("This link has been used already or is too old. Ask for a new one.");

void require_not_kept_out(store::Reader& reader, MemberId member) {
  if (is_kept_out(reader, member)) throw NotFound({kUsed});
}

// Somebody who pressed the button twice gets one letter.
constexpr std::int64_t kPressedTwice = 2 * kMinute;

constexpr store::Sql kSetEmail{"update member set email = $2, email_key = $3, email_confirmed_at = $4 where id = $1"};
constexpr store::Sql kSetPassword{"update member set password_hash = $2 where id = $1"};
constexpr store::Sql kForgetPassword{"update member set password_hash = null where id = $1 and status = 2"};
constexpr store::Sql kClaim{R"(
  update member set status = 1, password_hash = $2, email_confirmed_at = $3 where id = $1 and status = 3)"};

Confirmed confirm(store::Transaction& transaction, const AccountAct& act, MemberId member) {
  require_not_kept_out(transaction, member);
  record_own(transaction, act.timeline, member, Verb::address_confirmed, act.source);
  return {member, arrive(transaction, act, member)};
}

void note_wish(store::Transaction& transaction, const SignUp& wish, MemberId member) {
  if (wish.invitation) note_invited(transaction, member, wish.invitation);
  if (wish.share) note_shared(transaction, member, wish.share);
  if (!wish.answers.empty()) note_answers(transaction, member, wish.answers);
}

// Who has confirmed the address already is told where their request stands, and gets no other letter.
bool tell_of_request(store::Transaction& transaction, const AccountAct& act, const Account& account) {
  const auto decision = request_of(transaction, account.id);
  if (!decision) return false;
  send_request_stands(transaction, act.sender, recipient_of(account, act.language), *decision);
  return true;
}

void welcome_stranger(store::Transaction& transaction, const AccountAct& act, const SignUp& wish) {
  const auto member = add_member(transaction, act.timeline,
                                 {.display_name = wish.display_name,
                                  .handle = wish.handle,
                                  .email = wish.email,
                                  .password_hash = wish.password_hash,
                                  .status = MemberStatus::unconfirmed,
                                  .language = std::string(text::tag(act.language)),
                                  .time_zone = wish.time_zone,
                                  .charter_version = wish.charter_version},
                                 act.source);
  note_wish(transaction, wish, member);
  if (wish.proven) tie_newcomer(transaction, act, member, *wish.proven);
  const auto token = make_link(transaction, LinkPurpose::confirm_address, member, wish.email);
  send_confirmation(transaction, act.sender, {wish.email, "", act.language}, token);
}

// Was the letter that this press asks for sent just now?
bool is_on_its_way(store::Reader& reader, const Account& account, Press press) {
  const auto since = now() - kPressedTwice;
  // Without a way in they were reminded already.
  if (ways_in_of(reader, account.id).count() == 0)
    return has_recent_link(reader, LinkPurpose::reset_password, account.id, since);
  return press == Press::again && has_recent_link(reader, LinkPurpose::confirm_address, account.id, since);
}

void remind_unconfirmed(store::Transaction& transaction, const AccountAct& act, const Account& account,
                        const SignUp& wish) {
  if (tell_of_request(transaction, act, account)) return;
  note_wish(transaction, wish, account.id);
  if (is_on_its_way(transaction, account, wish.press)) return;
  // Not the earlier letter again: the password known so far may be that of somebody who does not own the address. It
  // goes at once, so that no letter, whichever is opened first, lets it in.
  transaction.run(kForgetPassword, account.id);
  untie_unconfirmed(transaction, account.id);
  end_links(transaction, LinkPurpose::confirm_address, account.id);
  const auto token = make_link(transaction, LinkPurpose::reset_password, account.id, account.email);
  send_unfinished(transaction, act.sender, recipient_of(account, act.language), token);
}

}  // namespace

Press press_of(store::Store& store, std::string_view email, const Secret& password, crypto::Strength strength) {
  const auto known = store.read([&](store::Reader& reader) { return account_with_email(reader, email); });
  if (!known || known->status != MemberStatus::unconfirmed || known->password_hash.empty()) {
    crypto::verify_against_nothing(password, strength);
    return Press::first;
  }
  return crypto::verify_password(known->password_hash, password) ? Press::again : Press::first;
}

void sign_up(store::Transaction& transaction, const AccountAct& act, const SignUp& wish) {
  const auto known = account_with_email(transaction, wish.email);
  if (!known) return welcome_stranger(transaction, act, wish);
  if (is_kept_out(transaction, known->id)) return;
  const auto to = recipient_of(*known, act.language);
  switch (known->status) {
    case MemberStatus::unconfirmed: return remind_unconfirmed(transaction, act, *known, wish);
    case MemberStatus::active: return send_already_member(transaction, act.sender, to);
    case MemberStatus::unclaimed: {
      const auto token = make_link(transaction, LinkPurpose::claim_account, known->id, known->email);
      return send_claim(transaction, act.sender, to, token);
    }
    case MemberStatus::silenced:
    case MemberStatus::suspended:
    case MemberStatus::former: return;
  }
}

Confirmed confirm_sign_up(store::Transaction& transaction, const AccountAct& act, std::string_view token) {
  return confirm(transaction, act, use_link(transaction, LinkPurpose::confirm_address, token).member);
}

MemberId confirm_address(store::Transaction& transaction, const AccountAct& act, std::string_view token) {
  const auto link = use_link(transaction, LinkPurpose::change_address, token);
  const auto account = find_account(transaction, link.member);
  if (!account) throw NotFound();
  const auto owner = account_with_email(transaction, link.email);
  if (owner && owner->id != link.member) throw Conflict({"This address belongs to another account."});
  transaction.run(kSetEmail, link.member, link.email, email_key(link.email), now());
  end_links(transaction, LinkPurpose::reset_password, link.member);
  record_own(transaction, act.timeline, link.member, Verb::address_changed, act.source);
  if (!account->email.empty() && email_key(account->email) != email_key(link.email)) {
    send_address_notice(transaction, act.sender, recipient_of(*account, act.language));
  }
  return link.member;
}

void send_confirmation_again(store::Transaction& transaction, const AccountAct& act, MemberId member) {
  const auto account = find_account(transaction, member);
  // Without a way to sign in somebody signed up again meanwhile: only the letter that lets the owner choose a password
  // counts.
  if (!account || account->status != MemberStatus::unconfirmed) return;
  if (ways_in_of(transaction, member).count() == 0) return;
  if (request_of(transaction, member) || is_kept_out(transaction, member)) return;
  const auto token = make_link(transaction, LinkPurpose::confirm_address, member, account->email);
  send_confirmation(transaction, act.sender, recipient_of(*account, act.language), token);
}

MemberId claim_account(store::Transaction& transaction, const AccountAct& act, std::string_view token,
                       std::string_view password_hash, std::int64_t charter_version) {
  const auto link = use_link(transaction, LinkPurpose::claim_account, token);
  const auto account = find_account(transaction, link.member);
  const bool is_owner = account && email_key(account->email) == email_key(link.email);
  require_not_kept_out(transaction, link.member);
  if (!is_owner || transaction.run(kClaim, link.member, password_hash, now()) == 0) {
    throw NotFound({kUsed});
  }
  record_own(transaction, act.timeline, link.member, Verb::address_confirmed, act.source);
  record_own(transaction, act.timeline, link.member, Verb::account_claimed, act.source);
  if (charter_version > 0) {
    accept_charter(transaction, act.timeline, link.member, charter_version, now(), act.source);
  }
  return link.member;
}

void send_reset_letter(store::Transaction& transaction, const AccountAct& act, std::string_view email) {
  const auto account = account_with_email(transaction, email);
  if (!account || is_kept_out(transaction, account->id)) return;
  const auto to = recipient_of(*account, act.language);
  switch (account->status) {
    case MemberStatus::active:
      return send_reset(transaction, act.sender, to,
                        make_link(transaction, LinkPurpose::reset_password, account->id, account->email));
    case MemberStatus::unconfirmed:
      if (tell_of_request(transaction, act, *account)) return;
      return send_unfinished(transaction, act.sender, to,
                             make_link(transaction, LinkPurpose::reset_password, account->id, account->email));
    case MemberStatus::unclaimed:
      return send_claim(transaction, act.sender, to,
                        make_link(transaction, LinkPurpose::claim_account, account->id, account->email));
    case MemberStatus::silenced:
    case MemberStatus::suspended:
    case MemberStatus::former: return;
  }
}

void send_sign_in_letter(store::Transaction& transaction, const AccountAct& act, std::string_view email) {
  const auto account = account_with_email(transaction, email);
  if (!account || account->status != MemberStatus::active) return send_reset_letter(transaction, act, email);
  send_sign_in(transaction, act.sender, recipient_of(*account, act.language),
               make_link(transaction, kSignInLink, account->id, account->email));
}

MemberId use_sign_in_link(store::Transaction& transaction, std::string_view token) {
  const auto link = use_link(transaction, kSignInLink, token);
  const auto account = find_account(transaction, link.member);
  const bool is_owner = account && account->status == MemberStatus::active;
  if (!is_owner || email_key(account->email) != email_key(link.email)) {
    throw NotFound({kUsed});
  }
  return link.member;
}

Confirmed reset_password(store::Transaction& transaction, const AccountAct& act, std::string_view token,
                         std::string_view password_hash) {
  const auto link = use_link(transaction, LinkPurpose::reset_password, token);
  const auto account = find_account(transaction, link.member);
  if (!account) throw NotFound();
  if (account->status != MemberStatus::unconfirmed) {
    change_password(transaction, act, link.member, password_hash, NewPassword::reset);
    return {link.member};
  }
  untie_unconfirmed(transaction, link.member);
  transaction.run(kSetPassword, link.member, password_hash);
  end_links(transaction, LinkPurpose::confirm_address, link.member);
  return confirm(transaction, act, link.member);
}

MemberId make_first_manager(store::Transaction& transaction, const AccountAct& act, std::string_view token,
                            const FirstAccount& wish) {
  use_link(transaction, LinkPurpose::first_manager, token);
  if (has_manager(transaction)) throw NotFound({"Somebody manages this community by now: sign in, or join."});
  return add_member(transaction, act.timeline,
                    {.display_name = wish.display_name,
                     .handle = wish.handle,
                     .email = wish.email,
                     .password_hash = wish.password_hash,
                     .role = Role::administrator,
                     .language = std::string(text::tag(act.language)),
                     .charter_version = wish.charter_version},
                    act.source);
}

}  // namespace parvis::community
