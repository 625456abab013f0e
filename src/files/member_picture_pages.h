// The pictures of members: chosen and taken out again on the page of one's account, and handed out. Handlers for the
// route table.
#pragma once

#include "community/visit.h"

namespace parvis::files {

using community::Visit;

http::Response show_own_pictures(Visit& visit);  // GET  /account/pictures
http::Response choose_face(Visit& visit);        // POST /account/pictures/face, file=
http::Response choose_cover(Visit& visit);       // POST /account/pictures/cover, file=
http::Response end_face(Visit& visit);           // POST /account/pictures/face/removal
http::Response end_cover(Visit& visit);          // POST /account/pictures/cover/removal
http::Response show_face(Visit& visit);          // GET  /faces/{face}, /faces/{face}/{copy}

}  // namespace parvis::files
