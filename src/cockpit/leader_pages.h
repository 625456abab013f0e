// Who leads without having been asked: the list, the first circle, and one member's four criteria with what somebody
// who knows better corrected. Handlers for the route table of app.
#pragma once

#include "community/visit.h"

namespace parvis::cockpit {

http::Response show_leaders(community::Visit& visit);   // GET /cockpit/leaders
http::Response show_leader(community::Visit& visit);    // GET /cockpit/leaders/{handle}
http::Response correct_score(community::Visit& visit);  // POST /cockpit/leaders/{handle}/score
http::Response change_circle(community::Visit& visit);  // POST /cockpit/leaders/{handle}/circle

}  // namespace parvis::cockpit
