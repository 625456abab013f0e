#include "community/accounts/sign_in_views.h"

#include "community/accounts/door.h"
#include "community/accounts/return_place.h"
#include "community/accounts/views.h"
#include "community/accounts/ways_views.h"

namespace parvis::community {
namespace {

void write_why(html::Writer& out, const Visit& visit, const SignInForm& form) {
  if (!form.carried.empty()) {
    out.element("p", {{"class", "notice plain"}},
                visit.tr("You are signed out. What you wrote is kept: sign in, then send it with one button."));
    write_carried_words(out, form.carried);
  } else if (form.too_long) {
    out.element(
        "p", {{"class", "notice warn"}},
        visit.tr("You are signed out, and what you wrote is too long to carry along. Go back in your browser and "
                 "copy it before you sign in."));
  }
}

void write_other_ways(html::Writer& out, const Visit& visit, std::string_view return_to) {
  out.open("p", {{"class", "row quiet small"}});
  out.element("a", {{"class", "link"}, {"href", "/password-reset"}}, visit.tr("Forgotten your password?"));
  out.element("a", {{"class", "link"}, {"href", path_returning("/sign-in/letter", return_to)}},
              visit.tr("Sign in by e-mail"));
  out.element("a", {{"class", "link"}, {"href", path_returning("/join", return_to)}}, visit.tr("Create an account"));
  out.close();
}

void write_once_more(html::Writer& out, const Visit& visit, const Carried& carried, std::string_view label) {
  write_carried_words(out, carried);
  out.open("form", {{"class", "form"}, {"method", "post"}, {"action", carried.path}});
  write_form_token(out, visit);
  write_unpacked(out, carried);
  out.open("p", {{"class", "actions"}});
  out.element("button", {{"class", "button main"}, {"type", "submit"}}, label);
  out.element("a", {{"class", "button bare"}, {"href", "/"}}, visit.tr("Leave it")).close().close();
}

}  // namespace

http::Response sign_in_page(const Visit& given, const SignInForm& form, int status) {
  Visit visit = given;
  prepare_visitor_form(visit);
  html::Writer out;
  const auto title = visit.tr("Sign in");
  open_narrow(out, title);
  write_why(out, visit, form);
  html::Form fields(out, form.state, say_in(visit), "sign-in");
  fields.summary(visit.tr(kCheckThis)).open("/session", visit.form_token);
  fields.text_field(
      {.name = "who", .label = visit.tr("E-mail address or handle"), .autocomplete = name_autocomplete(visit)});
  fields.password_field({.name = "password", .label = visit.tr("Password")});
  if (!form.return_to.empty()) fields.hidden("return_to", form.return_to);
  write_packed(out, form.carried);
  fields.submit(visit.tr("Sign in")).close();
  write_passkey_button(out, visit, form.return_to, form.carried);
  // What was written does not come along to another site and back.
  if (form.carried.empty()) write_issuer_buttons(out, visit, {.return_to = form.return_to}, IssuersFor::signing_in);
  write_other_ways(out, visit, form.return_to);
  close_narrow(out);
  return private_page(visit, title, out, status);
}

http::Response resume_page(const Visit& visit, const Carried& carried) {
  html::Writer out;
  const auto title = visit.tr("You are signed in");
  open_narrow(out, title, visit.tr("What you wrote was kept. It has not been sent yet."));
  write_once_more(out, visit, carried, visit.tr("Send it now"));
  close_narrow(out);
  return private_page(visit, title, out);
}

http::Response send_again_page(const Visit& given) {
  Visit visit = given;
  prepare_visitor_form(visit);
  const auto carried = carried_of(visit.request);
  html::Writer out;
  const auto title = visit.tr("Send it once more");
  open_narrow(out, title,
              carried.empty()
                  ? visit.tr("The page had been open for a long time, so nothing was done. Go back and try again.")
                  : visit.tr("The page had been open for a long time, so nothing was done yet. What you "
                             "wrote was kept: send it again."));
  if (!carried.empty()) write_once_more(out, visit, carried, visit.tr("Send it again"));
  close_narrow(out);
  return private_page(visit, title, out, 403);
}

}  // namespace parvis::community
