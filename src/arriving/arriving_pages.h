// Arriving: how the door of the community is set, who waits at it, who was invited by whom. Handlers for the route
// table of app; addresses beside them.
#pragma once

#include "community/visit.h"

namespace parvis::arriving {

// managers
http::Response show_rules(community::Visit& visit);     // GET  /manage/arriving
http::Response update_rules(community::Visit& visit);   // POST /manage/arriving
http::Response show_declined(community::Visit& visit);  // GET  /manage/requests/declined  (before: of the page before)
http::Response show_requests(community::Visit& visit);  // GET  /manage/requests
http::Response decide(community::Visit& visit);         // POST /manage/requests/{request}, decision=yes|no, word=

http::Response show_imports(community::Visit& visit);     // GET  /manage/members/import
http::Response create_import(community::Visit& visit);    // POST /manage/members/import  (a form with a file)
http::Response show_import(community::Visit& visit);      // GET  /manage/members/import/{import}
http::Response update_import(community::Visit& visit);    // POST /manage/members/import/{import}, step=try|bring_in
http::Response end_invitations(community::Visit& visit);  // POST /manage/members/import/{import}/end
http::Response show_refusals(community::Visit& visit);    // GET  /manage/members/import/{import}/refused.csv

// everyone
http::Response show_invited(community::Visit& visit);    // GET  /invited/{token}
http::Response create_invited(community::Visit& visit);  // POST /invited/{token}

// members, where the community lets them invite; managers always
http::Response show_invitations(community::Visit& visit);   // GET  /invitations
http::Response create_invitation(community::Visit& visit);  // POST /invitations
http::Response end_invitation(community::Visit& visit);     // POST /invitations/{invitation}/end

}  // namespace parvis::arriving
