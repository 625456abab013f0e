// Segments and journeys, for those who manage the community. Handlers for the route table of app; addresses beside
// them, below /cockpit. The rules are community/segments and community/journeys.
#pragma once

#include "community/visit.h"

namespace parvis::cockpit {

using community::Visit;

http::Response show_segments(Visit& visit);          // GET  /segments
http::Response show_new_segment(Visit& visit);       // GET  /segments/new
http::Response create_segment(Visit& visit);         // POST /segments
http::Response show_segment(Visit& visit);           // GET  /segments/{segment}
http::Response show_segment_edit(Visit& visit);      // GET  /segments/{segment}/edit
http::Response update_segment(Visit& visit);         // POST /segments/{segment}
http::Response show_segment_removal(Visit& visit);   // GET  /segments/{segment}/removal
http::Response end_segment(Visit& visit);            // POST /segments/{segment}/removal
http::Response show_segment_moves(Visit& visit);     // GET  /segments/{segment}/moves
http::Response show_segment_why(Visit& visit);       // GET  /segments/{segment}/why
http::Response show_segment_file(Visit& visit);      // GET  /segments/{segment}/members.csv
http::Response show_segment_letter(Visit& visit);    // GET  /segments/{segment}/letter
http::Response create_segment_letter(Visit& visit);  // POST /segments/{segment}/letter
http::Response show_letter_end(Visit& visit);        // GET  /segments/letters/{token}, from the root, for everyone
http::Response end_letters(Visit& visit);            // POST /segments/letters/{token}
http::Response show_counted_acts(Visit& visit);      // GET  /acts

http::Response show_journeys(Visit& visit);      // GET  /journeys
http::Response create_journey(Visit& visit);     // POST /journeys
http::Response show_new_journey(Visit& visit);   // GET  /journeys/new
http::Response show_journey(Visit& visit);       // GET  /journeys/{journey}
http::Response update_journey(Visit& visit);     // POST /journeys/{journey}
http::Response end_journey(Visit& visit);        // POST /journeys/{journey}/removal
http::Response show_stage(Visit& visit);         // GET  /journeys/{journey}/stages/{stage}
http::Response set_member_stage(Visit& visit);   // POST /journeys/{journey}/standing
http::Response show_journey_edit(Visit& visit);  // GET  /journeys/{journey}/edit
http::Response create_stage(Visit& visit);       // POST /journeys/{journey}/stages
http::Response update_stage(Visit& visit);       // POST /journeys/{journey}/stages/{stage}
http::Response end_stage(Visit& visit);          // POST /journeys/{journey}/stages/{stage}/removal

}  // namespace parvis::cockpit
