// The handlers by which a manager keeps the community's name, rights, roles and charter, for the route table of app.
// Addresses stand beside them; all are for managers.
#pragma once

#include "community/visit.h"

namespace parvis::community {

http::Response show_managed_community(Visit& visit);  // GET  /manage/community
http::Response update_community(Visit& visit);        // POST /manage/community
http::Response show_managed_charter(Visit& visit);    // GET  /manage/charter
http::Response create_charter(Visit& visit);          // POST /manage/charter  (with `preview`: the difference first)

http::Response show_managed_rights(Visit& visit);  // GET  /manage/spaces/{space}/rights
http::Response update_rights(Visit& visit);        // POST /manage/spaces/{space}/rights  (with `fill`: the table first)
http::Response show_managed_roles(Visit& visit);   // GET  /manage/roles
http::Response create_custom_role(Visit& visit);   // POST /manage/roles
http::Response show_custom_role(Visit& visit);     // GET  /manage/roles/{role}
http::Response update_custom_role(Visit& visit);   // POST /manage/roles/{role}
http::Response change_role_holder(Visit& visit);   // POST /manage/roles/{role}/holders, handle=, value=on|off
http::Response end_custom_role(Visit& visit);      // POST /manage/roles/{role}/removal
http::Response update_trust(Visit& visit);         // POST /manage/trust

}  // namespace parvis::community
