// The card of one member, and what is done from it. Handlers for the route table of app; for who manages the community.
#pragma once

#include "community/visit.h"

namespace parvis::cockpit {

using community::Visit;

http::Response show_card_search(Visit& visit);    // GET  /cockpit/members
http::Response show_card(Visit& visit);           // GET  /cockpit/members/{handle}
http::Response show_member_acts(Visit& visit);    // GET  /cockpit/members/{handle}/acts
http::Response show_partners(Visit& visit);       // GET  /cockpit/members/{handle}/exchanges
http::Response create_card_note(Visit& visit);    // POST /cockpit/members/{handle}/notes
http::Response end_card_note(Visit& visit);       // POST /cockpit/members/{handle}/notes/{note}/removal
http::Response create_card_task(Visit& visit);    // POST /cockpit/members/{handle}/tasks
http::Response update_card_circle(Visit& visit);  // POST /cockpit/members/{handle}/circle
http::Response show_card_words(Visit& visit);     // GET  /cockpit/members/{handle}/words
http::Response send_card_words(Visit& visit);     // POST /cockpit/members/{handle}/words
http::Response show_circles(Visit& visit);        // GET  /cockpit/circles
http::Response update_circles(Visit& visit);      // POST /cockpit/circles

}  // namespace parvis::cockpit
