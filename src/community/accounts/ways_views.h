// The ways to sign in beside the password, as buttons under the forms to sign in and to join. The capability that
// offers them hands over how they are written; without it there are none. Set once, before anything is served.
#pragma once

#include <string>

#include "community/accounts/carried.h"
#include "community/visit.h"
#include "core/html/html.h"

namespace parvis::community {

struct OnTheWay {
  std::string return_to;
  std::string invitation = {};  // its token
};
enum class IssuersFor { signing_in, joining };

struct WaysInButtons {
  void (*issuers)(html::Writer& out, const Visit& visit, const OnTheWay& ahead, IssuersFor what) = nullptr;
  void (*passkey)(html::Writer& out, const Visit& visit, std::string_view return_to, const Carried& carried) = nullptr;
  bool (*fills_in)(const Visit& visit) = nullptr;  // whether the browser may offer passkeys in the field for the name
};
void offer_ways_in(const WaysInButtons& buttons);

// Whether there are any beside the password.
bool has_ways_in();
// A button for each issuer; for joining, those whose people may join. Nothing where there is none.
void write_issuer_buttons(html::Writer& out, const Visit& visit, const OnTheWay& ahead, IssuersFor what);
// The button for a passkey, hidden until a script can use one, and the script.
void write_passkey_button(html::Writer& out, const Visit& visit, std::string_view return_to, const Carried& carried);
// What the field for the name says of itself, for browsers that fill it in.
const char* name_autocomplete(const Visit& visit);

}  // namespace parvis::community
