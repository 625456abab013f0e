// Signing in with a passkey: one press, and two proofs at once.
#include "community/accounts/door.h"
#include "community/accounts/return_place.h"
#include "community/accounts/second_step.h"
#include "community/accounts/sign_in_views.h"
#include "community/accounts/standing.h"
#include "community/accounts/views.h"
#include "community/accounts/visit_account.h"
#include "community/passkeys/challenge.h"
#include "community/passkeys/party.h"
#include "community/passkeys/passkey.h"
#include "core/crypto/base64url.h"
#include "core/crypto/crypto.h"
#include "core/log/log.h"
#include "ways_in/ways_in_pages.h"

namespace parvis::ways_in {

using namespace community;

namespace {

struct Proven {
  Passkey passkey;
  webauthn::Used used;
};

std::string part(const Visit& visit, std::string_view field) {
  auto bytes = crypto::from_base64url(visit.request.form.get(field));
  if (!bytes || bytes->size() > webauthn::kMostAnswer)
    throw webauthn::Distrust(std::string(field) + " is no base64url");
  return std::move(*bytes);
}

Proven read_answer(const Visit& visit) {
  const auto credential = visit.request.form.get("credential");
  if (credential.empty() || credential.size() > webauthn::kMostCredential * 4 / 3 + 2) {
    throw webauthn::Distrust("no credential came");
  }
  auto passkey = visit.community.store().read([&](store::Reader& reader) { return passkey_with(reader, credential); });
  if (!passkey) throw webauthn::Distrust("nobody here has this passkey");
  const auto user = passkey_user(visit.community.secret(), passkey->member);
  const auto party = party_of(visit);
  if (visit.request.form.get("user_handle") != user) throw webauthn::Distrust("it is another member's");
  auto used =
      webauthn::read_used(part(visit, "client_data"), part(visit, "authenticator_data"), part(visit, "signature"),
                          crypto::from_base64url(passkey->public_key).value_or(""), {party.id, party.origin});
  return {std::move(*passkey), std::move(used)};
}

}  // namespace

http::Response create_passkey_session(Visit& visit) {
  prepare_visitor_form(visit);  // the challenge belongs to its token
  const auto& typed = visit.request.form;
  SignInForm form{.state = {}, .return_to = return_place(typed.get("return_to")), .carried = carried_in(typed)};
  if (const int wait = wait_for_way_in(visit); wait > 0) {
    form.state.refuse(too_often(wait));
    return with_retry_after(sign_in_page(visit, form, 429), wait);
  }
  try {
    const auto proven = read_answer(visit);
    const auto act = account_act_of(visit);
    // Kept whatever follows: the challenge is spent, the doubt is noted.
    const bool is_good = visit.community.store().write([&](store::Transaction& transaction) {
      return take_challenge(transaction, visit.community.secret(), ChallengeFor::signing_in, visit.form_token,
                            proven.used.challenge, now()) &&
             use_passkey(transaction, act, proven.passkey, proven.used.sign_count);
    });
    if (!is_good) throw webauthn::Distrust("its challenge or its counter was used before");
    if (auto why = kept_out_because(visit, proven.passkey.member)) {
      form.state.refuse(std::move(*why));
      return sign_in_page(visit, form, 422);
    }
    const auto opened = visit.community.store().write([&](store::Transaction& transaction) {
      return open_with_passkey(transaction, act, proven.passkey.member, visit);
    });
    return enter(visit, opened, {.return_to = form.return_to, .carried = form.carried});
  } catch (const webauthn::Distrust& distrust) {
    log::info("A passkey was not believed", {{"why", distrust.what()}});
    form.state.refuse({"This passkey did not open an account here. Try again, or sign in another way."});
    return sign_in_page(visit, form, 422);
  }
}

}  // namespace parvis::ways_in
