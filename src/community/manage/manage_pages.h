// The handlers by which a manager keeps the community's name and charter, for the route table of app. Addresses stand
// beside them; all are for managers.
#pragma once

#include "community/visit.h"

namespace parvis::community {

http::Response show_managed_community(Visit& visit);  // GET  /manage/community
http::Response update_community(Visit& visit);        // POST /manage/community
http::Response show_managed_charter(Visit& visit);    // GET  /manage/charter
http::Response create_charter(Visit& visit);          // POST /manage/charter  (with `preview`: the difference first)

}  // namespace parvis::community
