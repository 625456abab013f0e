// Letters that come in, as addresses: the webhook they are handed in at, and how a member whose letters have stopped
// starts them again. Handlers for the table of routes.
#pragma once

#include "community/visit.h"

namespace parvis::incoming {

// A letter (message/rfc822), or what a mail service says of one (application/json), signed.
http::Response take_in(community::Visit& visit);

http::Response ask_for_letters(community::Visit& visit);
http::Response show_resume(community::Visit& visit);
http::Response create_resume(community::Visit& visit);

}  // namespace parvis::incoming
