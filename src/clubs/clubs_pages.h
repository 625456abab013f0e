// Groups: found them, come in, look after them, write to their members. Handlers for the route table of app; addresses
// beside them. The rules are community/groups; a hidden group's addresses are NotFound to those who may not know of it.
#pragma once

#include "community/visit.h"

namespace parvis::clubs {

http::Response show_groups(community::Visit& visit);         // GET  /groups
http::Response show_founding(community::Visit& visit);       // GET  /groups/new
http::Response create_group(community::Visit& visit);        // POST /groups
http::Response show_group(community::Visit& visit);          // GET  /groups/{group}
http::Response show_group_members(community::Visit& visit);  // GET  /groups/{group}/members
http::Response change_membership(community::Visit& visit);   // POST /groups/{group}/membership, value=on|off
http::Response change_letter_wish(community::Visit& visit);  // POST /groups/{group}/letter-wish, value=on|off
http::Response change_request(community::Visit& visit);      // POST /groups/{group}/request, value=on|off

// For those who look after the group.
http::Response show_care(community::Visit& visit);            // GET  /groups/{group}/manage
http::Response update_group(community::Visit& visit);         // POST /groups/{group}
http::Response decide_request(community::Visit& visit);       // POST /groups/{group}/requests/{asker}, decision=yes|no
http::Response create_invitation(community::Visit& visit);    // POST /groups/{group}/invitations
http::Response end_one_invitation(community::Visit& visit);   // POST /groups/{group}/invitations/{asker}/end
http::Response change_group_member(community::Visit& visit);  // POST /groups/{group}/members/{asker}, standing=
http::Response create_group_space(community::Visit& visit);   // POST /groups/{group}/spaces
http::Response close_group(community::Visit& visit);          // POST /groups/{group}/end
http::Response show_group_letter(community::Visit& visit);    // GET  /groups/{group}/letter
http::Response create_group_letter(community::Visit& visit);  // POST /groups/{group}/letter

// From a letter, without signing in: its GET changes nothing.
http::Response show_letter_leaving(community::Visit& visit);  // GET  /groups/letters/{token}
http::Response leave_letters(community::Visit& visit);        // POST /groups/letters/{token}

http::Response show_managed_groups(community::Visit& visit);  // GET  /manage/groups
http::Response update_founders(community::Visit& visit);      // POST /manage/groups

}  // namespace parvis::clubs
