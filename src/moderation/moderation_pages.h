// Moderation: what waits to be let through, decided by those who may in its space, and each member's own view of what
// they sent in. Handlers for the route table of app; addresses beside them. All for signed-in members.
#pragma once

#include "community/visit.h"

namespace parvis::moderation {

http::Response show_queue(community::Visit& visit);              // GET  /moderation
http::Response decide(community::Visit& visit);                  // POST /moderation/contributions/{contribution}
http::Response show_own_contributions(community::Visit& visit);  // GET  /account/contributions
http::Response take_back(community::Visit& visit);  // POST /account/contributions/{contribution}/withdrawal

}  // namespace parvis::moderation
