// What comes to a member, how often and when: their choices, a look at the next digest, and the page by which a letter
// is the last of its kind. Functions of one visit.
#pragma once

#include "community/visit.h"

namespace parvis::letters {

http::Response show_wishes(community::Visit& visit);    // GET  /account/letters
http::Response update_wishes(community::Visit& visit);  // POST /account/letters
http::Response choose_preset(community::Visit& visit);  // POST /account/letters/preset
http::Response change_stop(community::Visit& visit);    // POST /account/letters/stop: all of them, or none any more
http::Response show_next(community::Visit& visit);      // GET  /account/letters/next

// By the token in a letter, without a session. Opening it consumes nothing.
http::Response show_stop(community::Visit& visit);    // GET  /letters/stop/{token}
http::Response create_stop(community::Visit& visit);  // POST /letters/stop/{token}

// Of who is to receive the month on paper, likewise.
http::Response show_month_letters(community::Visit& visit);    // GET  /letters/month/{token}
http::Response answer_month_letters(community::Visit& visit);  // POST /letters/month/{token}

}  // namespace parvis::letters
