#include "ways_in/buttons.h"

#include "community/accounts/ways_views.h"
#include "community/issuers/issuer.h"
#include "community/page/page.h"
#include "community/passkeys/challenge.h"
#include "community/passkeys/party.h"
#include "core/assets/assets.h"

namespace parvis::ways_in {

using namespace community;

namespace {

void write_issuers(html::Writer& out, const Visit& visit, const OnTheWay& ahead, IssuersFor what) {
  auto open = visit.community.store().read([](store::Reader& reader) { return open_issuers(reader); });
  if (what == IssuersFor::joining) std::erase_if(open, [](const Issuer& issuer) { return !issuer.makes_members; });
  if (open.empty()) return;
  out.open("div", {{"class", "ways"}})
      .element("p", {{"class", "quiet small"}}, visit.tr("Or with an account you have"));
  for (const auto& issuer : open) {
    out.open("form", {{"method", "post"}, {"action", "/sign-in/issuers/" + id_text(issuer.id)}});
    write_form_token(out, visit);
    if (ahead.return_to.size() > 1) {
      out.open("input", {{"type", "hidden"}, {"name", "return_to"}, {"value", ahead.return_to}});
    }
    if (!ahead.invitation.empty()) {
      out.open("input", {{"type", "hidden"}, {"name", "invitation"}, {"value", ahead.invitation}});
    }
    out.element("button", {{"class", "button"}, {"type", "submit"}},
                visit.tr("Go on with {issuer}", {{"issuer", issuer.name}}));
    out.close();
  }
  out.close();
}

void write_passkey(html::Writer& out, const Visit& visit, std::string_view return_to, const Carried& carried) {
  if (!takes_passkeys(visit)) return;
  const auto challenge = make_challenge(visit.community.secret(), ChallengeFor::signing_in, visit.form_token, now());
  out.open("div", {{"class", "ways"}});
  out.open("form", {{"method", "post"},
                    {"action", "/sign-in/passkey"},
                    {"hidden", true},
                    {"data-passkey", "get"},
                    {"data-challenge", challenge},
                    {"data-party", party_of(visit).id}});
  write_form_token(out, visit);
  for (const auto* name : {"credential", "client_data", "authenticator_data", "signature", "user_handle"}) {
    out.open("input", {{"type", "hidden"}, {"name", name}, {"value", ""}});
  }
  if (return_to.size() > 1) out.open("input", {{"type", "hidden"}, {"name", "return_to"}, {"value", return_to}});
  write_packed(out, carried);
  out.element("button", {{"class", "button"}, {"type", "submit"}}, visit.tr("Sign in with a passkey"));
  out.element("p", {{"class", "error"}, {"role", "status"}, {"hidden", true}},
              visit.tr("That did not work on this device, or it was stopped. Try again, or sign in another way."));
  out.close();
  out.open("noscript")
      .element("p", {{"class", "quiet small"}},
               visit.tr("To sign in with a passkey, let scripts run in your browser, then load this "
                        "page again. A password or a link by e-mail works without."));
  out.close().close();
  write_passkey_script(out);
}

}  // namespace

void offer_buttons() {
  offer_ways_in({.issuers = write_issuers, .passkey = write_passkey, .fills_in = takes_passkeys});
}

void write_passkey_script(html::Writer& out) {
  out.element("script", {{"type", "module"}, {"src", assets::address("passkeys.js")}}, "");
}

}  // namespace parvis::ways_in
