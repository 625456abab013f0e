// What a member can know, take away and end of what is held about them, and how a manager sets it. The handlers, for
// the route table of app.
#pragma once

#include "community/visit.h"

namespace parvis::privacy {

http::Response show_data(community::Visit& visit);       // GET  /account/data
http::Response show_held(community::Visit& visit);       // GET  /account/data/{held}  (before: of the page before)
http::Response copy_data(community::Visit& visit);       // POST /account/data/copy
http::Response fetch_copy(community::Visit& visit);      // POST /account/data/copies/{copy}  (part)
http::Response show_leave(community::Visit& visit);      // GET  /account/leave
http::Response leave(community::Visit& visit);           // POST /account/leave  (words, present_password; how=letter)
http::Response show_consents(community::Visit& visit);   // GET  /account/consents
http::Response change_consent(community::Visit& visit);  // POST /account/consents/{purpose}  (value=on|off, version)

// everyone: who holds the letter
http::Response show_leaving(community::Visit& visit);     // GET  /leaving/{token}
http::Response confirm_leaving(community::Visit& visit);  // POST /leaving/{token}

// managers
http::Response show_managed_privacy(community::Visit& visit);    // GET  /manage/privacy
http::Response update_managed_privacy(community::Visit& visit);  // POST /manage/privacy
http::Response show_retention(community::Visit& visit);          // GET  /manage/privacy/retention
http::Response update_retention(community::Visit& visit);        // POST /manage/privacy/retention
http::Response show_register(community::Visit& visit);           // GET  /manage/privacy/register
http::Response show_register_table(community::Visit& visit);     // GET  /manage/privacy/register.csv
http::Response create_purpose(community::Visit& visit);          // POST /manage/purposes
http::Response show_purpose(community::Visit& visit);            // GET  /manage/purposes/{purpose}
http::Response update_purpose(community::Visit& visit);          // POST /manage/purposes/{purpose}
http::Response end_one_purpose(community::Visit& visit);         // POST /manage/purposes/{purpose}/end

}  // namespace parvis::privacy
