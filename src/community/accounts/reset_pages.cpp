#include "community/accounts/account_jobs.h"
#include "community/accounts/accounts_pages.h"
#include "community/accounts/door.h"
#include "community/accounts/join_form.h"
#include "community/accounts/letter_pages.h"
#include "community/accounts/return_place.h"
#include "community/accounts/second_step.h"
#include "community/accounts/views.h"
#include "community/accounts/visit_account.h"
#include "community/members/account.h"
#include "community/members/one_time_link.h"
#include "community/members/sign_up.h"
#include "core/text/validate.h"

namespace parvis::community {
namespace {

http::Response ask_page(const Visit& visit, const html::FormState& state, int status = 200) {
  html::Writer out;
  const auto title = visit.tr("Choose a new password");
  open_narrow(out, title, visit.tr("Enter your address and we will send you a link to choose a new password."));
  html::Form form(out, state, say_in(visit), "reset");
  form.summary(visit.tr(kCheckThis)).open("/password-reset", visit.form_token);
  form.text_field(
      {.name = "email", .label = visit.tr("E-mail address"), .kind = html::TextKind::email, .autocomplete = "email"});
  form.submit(visit.tr("Send me the link")).close();
  close_narrow(out);
  return private_page(visit, title, out, status);
}

std::optional<Account> account_behind_link(Visit& visit) {
  return visit.community.store().read([&](store::Reader& reader) {
    const auto link = find_link(reader, LinkPurpose::reset_password, visit.request.parameter("token"));
    return link ? find_account(reader, link->member) : std::nullopt;
  });
}

http::Response choose_page(const Visit& visit, const html::FormState& state, int status = 200) {
  html::Writer out;
  const auto title = visit.tr("Choose a new password");
  open_narrow(out, title, visit.tr("When it changes, all your devices are signed out and the tokens of programs end."));
  html::Form form(out, state, say_in(visit), "choose");
  form.summary(visit.tr(kCheckThis)).open(visit.request.raw_path(), visit.form_token);
  write_password_field(form, visit, "password", visit.tr("New password"));
  form.submit(visit.tr("Use this password")).close();
  close_narrow(out);
  return private_page(visit, title, out, status);
}

}  // namespace

http::Response show_password_reset(Visit& visit) {
  prepare_visitor_form(visit);
  return ask_page(visit, {});
}

http::Response ask_password_reset(Visit& visit) {
  prepare_visitor_form(visit);
  html::FormState state(visit.request.form.pairs());
  const auto email = text::check_email(visit.request.form.get("email"));
  if (email.problem) state.refuse("email", *email.problem);
  if (state.is_refused()) return ask_page(visit, state, 422);
  if (const int wait = wait_to_ask_for_letters(visit); wait > 0) {
    state.refuse(too_often(wait));
    return with_retry_after(ask_page(visit, state, 429), wait);
  }
  // The job is asked for whether somebody has this address or not: same answer, same work. So is the answer when too
  // many letters went there already.
  if (wait_for_letter(visit, email.value) == 0) {
    const auto act = account_act_of(visit);
    visit.community.store().write(
        [&](store::Transaction& transaction) { ask_for_reset_letter(transaction, act, email.value); });
  }
  return letter_sent_page(
      visit,
      visit.tr("If {email} belongs to an account, an e-mail with a link is on its way.", {{"email", email.value}}),
      email.value);
}

http::Response show_new_password(Visit& visit) {
  if (!account_behind_link(visit)) return lost_link_page(visit);
  prepare_visitor_form(visit);
  return choose_page(visit, {});
}

http::Response create_new_password(Visit& visit) {
  const auto account = account_behind_link(visit);
  if (!account) return lost_link_page(visit);
  prepare_visitor_form(visit);
  html::FormState state(visit.request.form.pairs());
  const auto password = read_new_password(visit, state, "password", account->handle, account->email);
  if (state.is_refused()) return choose_page(visit, state, 422);
  const auto hash = hash_of(visit, password);
  const auto act = account_act_of(visit);
  const auto opened = visit.community.store().write([&](store::Transaction& transaction) -> std::optional<Opened> {
    const auto reset = reset_password(transaction, act, visit.request.parameter("token"), hash);
    if (reset.admission == Admission::asked) return std::nullopt;
    return open_or_ask(transaction, act, reset.member, visit);
  });
  if (!opened) return request_waits_page(visit);
  return forget_return_place(visit, enter(visit, *opened,
                                          {.return_to = kept_return_place(visit),
                                           .notice = text::msgid("Your new password is set and you are signed in.")}));
}

}  // namespace parvis::community
