// The ways to sign in beside the password, as buttons under the forms to sign in and to join. Functions of one visit.
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
// A button for each issuer; for joining, those whose people may join. Nothing where there is none.
void write_issuer_buttons(html::Writer& out, const Visit& visit, const OnTheWay& ahead, IssuersFor what);

// The button for a passkey, hidden until a script can use one, and the script.
void write_passkey_button(html::Writer& out, const Visit& visit, std::string_view return_to, const Carried& carried);
// The script for pages with passkeys, once.
void write_passkey_script(html::Writer& out);

}  // namespace parvis::community
