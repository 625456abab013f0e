// Individual plans, for those who manage the community. Handlers for the route table of app; addresses beside them,
// below /cockpit/plans. The rules are community/plans.
#pragma once

#include "community/visit.h"

namespace parvis::cockpit {

using community::Visit;

http::Response show_plans(Visit& visit);           // GET  /
http::Response show_new_plan(Visit& visit);        // GET  /new
http::Response create_plan(Visit& visit);          // POST /
http::Response show_plan(Visit& visit);            // GET  /{plan}
http::Response show_plan_edit(Visit& visit);       // GET  /{plan}/edit
http::Response update_plan(Visit& visit);          // POST /{plan}
http::Response set_plan_running(Visit& visit);     // POST /{plan}/running
http::Response show_plan_removal(Visit& visit);    // GET  /{plan}/removal
http::Response end_plan(Visit& visit);             // POST /{plan}/removal
http::Response create_plan_step(Visit& visit);     // POST /{plan}/steps
http::Response update_plan_step(Visit& visit);     // POST /{plan}/steps/{step}
http::Response end_plan_step(Visit& visit);        // POST /{plan}/steps/{step}/removal
http::Response show_plan_people(Visit& visit);     // GET  /{plan}/people
http::Response begin_plan_people(Visit& visit);    // POST /{plan}/people
http::Response end_plan_way(Visit& visit);         // POST /{plan}/people/{way}/ending
http::Response show_plan_rehearsal(Visit& visit);  // GET  /{plan}/rehearsal
http::Response show_plan_history(Visit& visit);    // GET  /{plan}/history
http::Response show_member_plans(Visit& visit);    // GET  /members/{handle}
http::Response begin_member_plan(Visit& visit);    // POST /members/{handle}
http::Response begin_stage_plan(Visit& visit);     // POST /beginnings
http::Response show_letter_cap(Visit& visit);      // GET  /cap
http::Response update_letter_cap(Visit& visit);    // POST /cap

}  // namespace parvis::cockpit
