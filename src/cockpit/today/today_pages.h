// Handlers of Today, for the route table of app, and the page on which a member reads what the team wrote to them.
#pragma once

#include "community/visit.h"

namespace parvis::cockpit {

using community::Visit;

// GET /cockpit/today; POST: a task by hand.
http::Response show_today(Visit& visit);
http::Response create_task(Visit& visit);
// POST /cockpit/today/look: at once, without waiting for the clock.
http::Response look_now(Visit& visit);
http::Response undo_task(Visit& visit);
// GET /cockpit/today/later: what waits for its day.
http::Response show_later(Visit& visit);
// POST /cockpit/today/{task}: done, not useful, later, now after all, or given to somebody.
http::Response decide_task(Visit& visit);
// GET and POST /cockpit/today/{task}/words: what one writes to whom it is about.
http::Response show_task_words(Visit& visit);
http::Response send_task_words(Visit& visit);
// GET /cockpit/today/outcome: whom the figures of "Did it work?" count.
http::Response show_outcome(Visit& visit);
// GET and POST /cockpit/today/rules.
http::Response show_today_rules(Visit& visit);
http::Response update_today_rules(Visit& visit);

// GET /account/words
http::Response show_own_words(Visit& visit);

}  // namespace parvis::cockpit
