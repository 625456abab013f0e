#include "community/accounts/ways_views.h"

namespace parvis::community {
namespace {

WaysInButtons& offered() {
  static WaysInButtons buttons;
  return buttons;
}

}  // namespace

void offer_ways_in(const WaysInButtons& buttons) { offered() = buttons; }

bool has_ways_in() { return offered().passkey != nullptr; }

void write_issuer_buttons(html::Writer& out, const Visit& visit, const OnTheWay& ahead, IssuersFor what) {
  if (offered().issuers) offered().issuers(out, visit, ahead, what);
}

void write_passkey_button(html::Writer& out, const Visit& visit, std::string_view return_to, const Carried& carried) {
  if (offered().passkey) offered().passkey(out, visit, return_to, carried);
}

const char* name_autocomplete(const Visit& visit) {
  return offered().fills_in && offered().fills_in(visit) ? "username webauthn" : "username";
}

}  // namespace parvis::community
