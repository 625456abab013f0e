#include "community/accounts/letter_pages.h"

#include "community/accounts/door.h"
#include "community/accounts/views.h"
#include "community/members/account.h"
#include "community/members/one_time_link.h"

namespace parvis::community {
namespace {

// The link confirmed this address, and the account stands: only who got the letter knows the token.
bool has_confirmed(const Visit& visit) {
  return visit.community.store().read([&](store::Reader& reader) {
    for (const auto purpose : {LinkPurpose::confirm_address, LinkPurpose::change_address}) {
      const auto link = find_used_link(reader, purpose, visit.request.parameter("token"));
      const auto account = link ? find_account(reader, link->member) : std::nullopt;
      if (account && account->status == MemberStatus::active) return true;
    }
    return false;
  });
}

http::Response confirmed_page(const Visit& visit) {
  html::Writer out;
  const auto title = visit.tr("Your address is already confirmed");
  open_narrow(out, title, visit.tr("This link has done its work. There is nothing left to do but come in."));
  const bool inside = visit.viewer.signed_in();
  out.open("p").element("a", {{"class", "button main"}, {"href", inside ? "/" : "/sign-in"}},
                        inside ? visit.tr("Front page") : visit.tr("Sign in"));
  out.close();
  close_narrow(out);
  return private_page(visit, title, out, 404);
}

}  // namespace

http::Response letter_sent_page(const Visit& visit, std::string_view sentence, std::string_view email,
                                std::string_view again) {
  html::Writer out;
  const auto title = visit.tr("Check your inbox");
  open_narrow(out, title, sentence);
  out.element("p", visit.tr("It should arrive within a few minutes. If it does not, look in your spam folder, check "
                            "that the address is right, or have it sent again."));
  const html::FormState state;
  html::Form form(out, state, say_in(visit), "again");
  form.open(again, visit.form_token).hidden("email", email);
  form.submit(visit.tr("Send it again"), html::Emphasis::plain).close();
  close_narrow(out);
  return private_page(visit, title, out);
}

http::Response request_waits_page(const Visit& visit) {
  return message_page(visit, visit.tr("Your request has arrived"),
                      {visit.tr("Your address is confirmed. Somebody will read your request, and you will hear from us "
                                "by e-mail. There is nothing more you need to do.")});
}

http::Response lost_link_page(const Visit& given) {
  Visit visit = given;
  if (has_confirmed(visit)) return confirmed_page(visit);
  prepare_visitor_form(visit);
  html::Writer out;
  const auto title = visit.tr("This link no longer works");
  open_narrow(out, title,
              visit.tr("It has been used, has expired, or was cut short on its way. Enter your address and we will "
                       "send you a new one."));
  const html::FormState state;
  html::Form form(out, state, say_in(visit), "reset");
  form.open("/password-reset", visit.form_token);
  form.text_field(
      {.name = "email", .label = visit.tr("E-mail address"), .kind = html::TextKind::email, .autocomplete = "email"});
  form.submit(visit.tr("Send me a new link")).close();
  out.open("p", {{"class", "row quiet small"}});
  if (visit.viewer.signed_in()) {
    out.element("a", {{"class", "link"}, {"href", "/account"}}, visit.tr("Your account"));
  } else {
    out.element("a", {{"class", "link"}, {"href", "/sign-in"}}, visit.tr("Sign in"));
  }
  out.close();
  close_narrow(out);
  return private_page(visit, title, out, 404);
}

}  // namespace parvis::community
