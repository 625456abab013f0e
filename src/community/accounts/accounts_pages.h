// The handlers of everything about accounts, for the route table of app. Addresses stand beside them; what needs a
// signed-in member is under "members", what needs a manager under "managers".
#pragma once

#include "community/visit.h"

namespace parvis::community {

// everyone
http::Response show_join(Visit& visit);             // GET  /join
http::Response create_member(Visit& visit);         // POST /join
http::Response show_invitation(Visit& visit);       // GET  /invitation/{token}
http::Response show_confirmation(Visit& visit);     // GET  /confirmation/{token}
http::Response create_confirmation(Visit& visit);   // POST /confirmation/{token}
http::Response show_claim(Visit& visit);            // GET  /claim/{token}
http::Response create_claim(Visit& visit);          // POST /claim/{token}
http::Response show_first_manager(Visit& visit);    // GET  /first-manager/{token}
http::Response create_first_manager(Visit& visit);  // POST /first-manager/{token}
http::Response show_sign_in(Visit& visit);          // GET  /sign-in
http::Response create_session(Visit& visit);        // POST /session
http::Response end_present_session(Visit& visit);   // POST /session/end
http::Response create_second_proof(Visit& visit);   // POST /sign-in/code
http::Response show_sign_in_letter(Visit& visit);   // GET  /sign-in/letter
http::Response ask_sign_in_letter(Visit& visit);    // POST /sign-in/letter
http::Response show_letter_button(Visit& visit);    // GET  /sign-in/letter/{token}
http::Response use_sign_in_letter(Visit& visit);    // POST /sign-in/letter/{token}
http::Response show_password_reset(Visit& visit);   // GET  /password-reset
http::Response ask_password_reset(Visit& visit);    // POST /password-reset
http::Response show_new_password(Visit& visit);     // GET  /password-reset/{token}
http::Response create_new_password(Visit& visit);   // POST /password-reset/{token}
http::Response show_charter(Visit& visit);          // GET  /charter
http::Response show_charter_version(Visit& visit);  // GET  /charter/{version}
http::Response show_member(Visit& visit);           // GET  /members/{handle}
http::Response show_members(Visit& visit);          // GET  /members
http::Response complete_members(Visit& visit);      // GET  /members.json?q=  (members only, by its own check)

// members
http::Response accept_charter_version(Visit& visit);  // POST /charter/acceptance
http::Response follow_member(Visit& visit);           // POST /members/{handle}/follow  (follow=on|off)
http::Response show_account(Visit& visit);            // GET  /account
http::Response update_profile(Visit& visit);          // POST /account/profile
http::Response update_preferences(Visit& visit);      // POST /account/preferences
http::Response change_address(Visit& visit);          // POST /account/address
http::Response change_password(Visit& visit);         // POST /account/password
http::Response show_sessions(Visit& visit);           // GET  /account/sessions
http::Response end_one_session(Visit& visit);         // POST /account/sessions/{session}/end
http::Response end_my_other_sessions(Visit& visit);   // POST /account/sessions/end
http::Response show_drafts(Visit& visit);             // GET  /account/drafts
http::Response show_tokens(Visit& visit);             // GET  /account/tokens
http::Response create_token(Visit& visit);            // POST /account/tokens
http::Response end_one_token(Visit& visit);           // POST /account/tokens/{token}/end

http::Response show_second_factor(Visit& visit);     // GET  /account/second-factor
http::Response create_second_factor(Visit& visit);   // POST /account/second-factor
http::Response create_recovery_codes(Visit& visit);  // POST /account/second-factor/codes
http::Response end_second_factor(Visit& visit);      // POST /account/second-factor/removal

// managers
http::Response reset_managed_factor(Visit& visit);    // POST /manage/members/{handle}/second-factor
http::Response show_managed_members(Visit& visit);    // GET  /manage/members
http::Response show_managed_member(Visit& visit);     // GET  /manage/members/{handle}
http::Response update_role(Visit& visit);             // POST /manage/members/{handle}/role
http::Response update_managed_address(Visit& visit);  // POST /manage/members/{handle}/address

}  // namespace parvis::community
