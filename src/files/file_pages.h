// Files over HTTP: bringing one while one writes, and handing out what somebody may see. Handlers for the route table.
#pragma once

#include "community/visit.h"

namespace parvis::files {

using community::Visit;

http::Response create_file(Visit& visit);  // POST /files, file=, alt=: what the script of the form sends
// GET /files/{upload}, /files/{upload}/{copy}. Its address never changes what it gives, so it is kept for long: by
// everybody on the way where visitors may see it, else by the browser alone.
http::Response show_file(Visit& visit);

}  // namespace parvis::files
