// Signing in by letter: the address is asked for, a letter goes there, its page has one button. Opening the page, as
// mail scanners do, changes nothing.
#include "community/accounts/account_jobs.h"
#include "community/accounts/accounts_pages.h"
#include "community/accounts/door.h"
#include "community/accounts/letter_pages.h"
#include "community/accounts/return_place.h"
#include "community/accounts/second_step.h"
#include "community/accounts/views.h"
#include "community/accounts/visit_account.h"
#include "community/members/one_time_link.h"
#include "community/members/sign_up.h"
#include "core/text/validate.h"

namespace parvis::community {
namespace {

http::Response ask_page(const Visit& visit, const html::FormState& state, int status = 200) {
  html::Writer out;
  const auto title = visit.tr("Sign in by e-mail");
  open_narrow(out, title, visit.tr("Enter your address and we will send you a link that signs you in, once."));
  html::Form form(out, state, say_in(visit), "letter");
  form.summary(visit.tr(kCheckThis)).open("/sign-in/letter", visit.form_token);
  const auto place = return_place(state.value("return_to"));
  if (place != "/") form.hidden("return_to", place);
  form.text_field(
      {.name = "email", .label = visit.tr("E-mail address"), .kind = html::TextKind::email, .autocomplete = "email"});
  form.submit(visit.tr("Send me the link")).close();
  out.open("p", {{"class", "row quiet small"}});
  out.element("a", {{"class", "link"}, {"href", path_returning("/sign-in", place)}},
              visit.tr("Sign in with a password"));
  out.close();
  close_narrow(out);
  return private_page(visit, title, out, status);
}

bool is_good(Visit& visit) {
  return visit.community.store().read([&](store::Reader& reader) {
    return find_link(reader, kSignInLink, visit.request.parameter("token")).has_value();
  });
}

}  // namespace

http::Response show_sign_in_letter(Visit& visit) {
  if (visit.viewer.signed_in()) return http::see_other(return_place(visit.request.query.get("return_to")));
  prepare_visitor_form(visit);
  html::FormState state;
  state.set("return_to", std::string(visit.request.query.get("return_to")));
  return ask_page(visit, state);
}

http::Response ask_sign_in_letter(Visit& visit) {
  prepare_visitor_form(visit);
  html::FormState state(visit.request.form.pairs());
  const auto email = text::check_email(visit.request.form.get("email"));
  if (email.problem) state.refuse("email", *email.problem);
  if (state.is_refused()) return ask_page(visit, state, 422);
  if (const int wait = wait_to_ask_for_letters(visit); wait > 0) {
    state.refuse(too_often(wait));
    return with_retry_after(ask_page(visit, state, 429), wait);
  }
  // As for a new password: the same answer and the same work whether somebody has this address or not.
  if (wait_for_letter(visit, email.value) == 0) {
    const auto act = account_act_of(visit);
    visit.community.store().write(
        [&](store::Transaction& transaction) { ask_for_sign_in_letter(transaction, act, email.value); });
  }
  return keep_return_place(
      visit,
      letter_sent_page(
          visit,
          visit.tr("If {email} belongs to an account, an e-mail with a link is on its way.", {{"email", email.value}}),
          email.value, "/sign-in/letter"),
      return_place(visit.request.form.get("return_to")));
}

http::Response show_letter_button(Visit& visit) {
  if (!is_good(visit)) return lost_link_page(visit);
  prepare_visitor_form(visit);
  html::Writer out;
  const auto title = visit.tr("Sign in to {community}", {{"community", visit.identity->name}});
  open_narrow(out, title, visit.tr("One press, and you are in. The link works no more afterwards."));
  const html::FormState state;
  html::Form form(out, state, say_in(visit), "letter");
  form.open(visit.request.raw_path(), visit.form_token).submit(visit.tr("Sign in")).close();
  close_narrow(out);
  return private_page(visit, title, out);
}

http::Response use_sign_in_letter(Visit& visit) {
  if (!is_good(visit)) return lost_link_page(visit);
  const auto opened = visit.community.store().write([&](store::Transaction& transaction) {
    const auto member = use_sign_in_link(transaction, visit.request.parameter("token"));
    return open_or_ask(transaction, account_act_of(visit), member, visit);
  });
  return forget_return_place(visit, enter(visit, opened, {.return_to = kept_return_place(visit)}));
}

}  // namespace parvis::community
