#include <array>

#include "community/accounts/accounts_pages.h"
#include "community/accounts/door.h"
#include "community/accounts/return_place.h"
#include "community/accounts/second_step.h"
#include "community/accounts/sign_in_views.h"
#include "community/accounts/visit_account.h"
#include "community/members/account.h"
#include "community/members/member_words.h"
#include "community/members/sign_up.h"
#include "community/page/page.h"
#include "core/log/log.h"
#include "core/store/words.h"

namespace parvis::community {
namespace {

constexpr std::size_t kMaxTyped = 1000;  // bytes of a password worth looking at

SignInForm form_of(const Visit& visit) {
  const auto& typed = visit.request.form;
  return {.state = html::FormState(typed.pairs()),
          .return_to = return_place(typed.get("return_to")),
          .carried = carried_in(typed)};
}

// True when their request to join has arrived: that may be said to who knows the password.
bool has_asked(const Visit& visit, MemberId member) {
  return visit.community.store().read(
      [&](store::Reader& reader) { return request_of(reader, member) == RequestDecision::waiting; });
}

// Somebody with the right password whose address is not confirmed: the letter goes out again, the page says what it
// says to everybody.
void remind(Visit& visit, MemberId member) {
  const auto act = account_act_of(visit);
  auto& store = visit.community.store();
  const auto account = store.read([&](store::Reader& reader) { return find_account(reader, member); });
  if (!account || wait_for_letter(visit, account->email) > 0) return;
  store.write([&](store::Transaction& transaction) { send_confirmation_again(transaction, act, member); });
}

std::optional<MemberId> check(Visit& visit, SignInForm& form) {
  const auto who = form.state.value("who");
  const auto password = visit.request.form.get("password");
  if (who.empty()) form.state.refuse("who", {"Write your e-mail address or your handle."});
  if (password.empty()) form.state.refuse("password", {"Write your password."});
  if (form.state.is_refused()) return std::nullopt;
  const auto found = check_credentials(visit.community.store(), who.substr(0, kMaxTyped),
                                       Secret(std::string(password.substr(0, kMaxTyped))),
                                       visit.community.accounts().password_strength());
  if (found.unconfirmed && has_asked(visit, *found.unconfirmed)) {
    form.state.refuse({"Your request to join waits to be read. We will write to you."});
    return std::nullopt;
  }
  if (found.unconfirmed) remind(visit, *found.unconfirmed);
  if (!found.member) {
    log::info("A sign-in was refused", {{"confirmed", !found.unconfirmed}});
    form.state.refuse({"Those details do not match, or your address has not been confirmed yet: look for our e-mail."});
  }
  return found.member;
}

}  // namespace

http::Response show_sign_in(Visit& visit) {
  const auto return_to = return_place(visit.request.query.get("return_to"));
  if (visit.viewer.signed_in()) return http::see_other(return_to);
  return sign_in_page(visit, {.return_to = return_to});
}

http::Response create_session(Visit& visit) {
  auto form = form_of(visit);
  const std::string who(form.state.value("who"));
  if (const int wait = wait_for_sign_in(visit, who); wait > 0) {
    form.state.refuse(too_often(wait));
    return with_retry_after(sign_in_page(visit, form, 429), wait);
  }
  const auto member = check(visit, form);
  if (!member) return sign_in_page(visit, form, 422);
  forgive_sign_in(visit, who);
  const auto opened = visit.community.store().write(
      [&](store::Transaction& transaction) { return open_or_ask(transaction, account_act_of(visit), *member, visit); });
  return enter(visit, opened, {.return_to = form.return_to, .carried = form.carried});
}

http::Response end_present_session(Visit& visit) {
  if (visit.viewer.signed_in()) {
    visit.community.store().write([&](store::Transaction& transaction) {
      end_session(transaction, visit.community.timeline(), visit.viewer.member, visit.session_hash);
      store::tell(transaction, word_of(kLeftWord, std::array{visit.viewer.member}));
    });
    visit.community.accounts().presence().left(visit.viewer.member);
  }
  // What was read while signed in is not found by going back.
  return see_other_with_notice(visit, "/", text::msgid("You are signed out."))
      .cookie(ended_session_cookie(visit))
      .header("Clear-Site-Data", "\"cache\"");
}

}  // namespace parvis::community
