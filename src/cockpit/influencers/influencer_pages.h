// The table of influencers, for those who manage the community: looked through, added to, changed, brought in and taken
// away as a file. Handlers for the route table of app; addresses beside them, below /cockpit/influencers. The rules are
// community/influencers.
#pragma once

#include "community/visit.h"

namespace parvis::cockpit {

using community::Visit;

http::Response show_influencers(Visit& visit);          // GET
http::Response show_influencer_table(Visit& visit);     // GET  /table.csv
http::Response show_new_influencer(Visit& visit);       // GET  /new
http::Response create_influencer(Visit& visit);         // POST
http::Response show_influencer(Visit& visit);           // GET  /{influencer}
http::Response show_influencer_edit(Visit& visit);      // GET  /{influencer}/edit
http::Response update_influencer(Visit& visit);         // POST /{influencer}
http::Response finish_influencer_step(Visit& visit);    // POST /{influencer}/step
http::Response end_influencer(Visit& visit);            // POST /{influencer}/removal
http::Response show_influencer_files(Visit& visit);     // GET  /files
http::Response create_influencer_file(Visit& visit);    // POST /files
http::Response show_influencer_file(Visit& visit);      // GET  /files/{influencer_import}
http::Response update_influencer_file(Visit& visit);    // POST /files/{influencer_import}
http::Response end_influencer_file(Visit& visit);       // POST /files/{influencer_import}/removal
http::Response show_influencer_refusals(Visit& visit);  // GET  /files/{influencer_import}/refused.csv

}  // namespace parvis::cockpit
