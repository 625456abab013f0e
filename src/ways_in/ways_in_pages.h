// Ways in beside the password: accounts held elsewhere (OpenID Connect) and passkeys, of members and of those who sign
// in, and the issuers an administrator sets up. Handlers for the route table of app.
#pragma once

#include "community/visit.h"

namespace parvis::ways_in {

using community::Visit;

// everyone
http::Response set_out_to_issuer(Visit& visit);       // POST /sign-in/issuers/{issuer}
http::Response come_back(Visit& visit);               // GET  /sign-in/issuers/{issuer}/return
http::Response be_told_of_sign_out(Visit& visit);     // POST /sign-in/issuers/{issuer}/sign-out
http::Response show_arrival(Visit& visit);            // GET  /join/proven
http::Response create_proven_member(Visit& visit);    // POST /join/proven
http::Response create_passkey_session(Visit& visit);  // POST /sign-in/passkey

// members
http::Response show_ways(Visit& visit);       // GET  /account/ways
http::Response tie(Visit& visit);             // POST /account/ways/issuers/{issuer}
http::Response untie(Visit& visit);           // POST /account/ways/issuers/{issuer}/removal
http::Response create_passkey(Visit& visit);  // POST /account/ways/passkeys
http::Response end_passkey(Visit& visit);     // POST /account/ways/passkeys/{passkey}/removal

// administrators
http::Response show_issuers(Visit& visit);   // GET  /manage/issuers
http::Response create_issuer(Visit& visit);  // POST /manage/issuers
http::Response show_issuer(Visit& visit);    // GET  /manage/issuers/{issuer}
http::Response update_issuer(Visit& visit);  // POST /manage/issuers/{issuer}

}  // namespace parvis::ways_in
