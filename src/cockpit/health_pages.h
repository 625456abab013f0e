// How the community lives, as managers read it: the figures with their definitions, their trends and their charts; whom
// and what each counts; and who exchanges with whom. Handlers for the route table of app.
#pragma once

#include "community/visit.h"

namespace parvis::cockpit {

http::Response show_community_health(community::Visit& visit);  // GET /cockpit/health
http::Response show_health_list(community::Visit& visit);       // GET /cockpit/health/lists/{list}
http::Response show_network(community::Visit& visit);           // GET /cockpit/health/network
http::Response show_exchanges(community::Visit& visit);         // GET /cockpit/health/network/{handle}

}  // namespace parvis::cockpit
