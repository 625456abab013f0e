// The files one brought: seen, described anew, taken away. Handlers for the route table.
#pragma once

#include "community/visit.h"

namespace parvis::files {

using community::Visit;

http::Response show_own_files(Visit& visit);     // GET  /account/files[?before=]
http::Response show_own_file(Visit& visit);      // GET  /account/files/{upload}; for who manages the community too
http::Response describe_own_file(Visit& visit);  // POST /account/files/{upload}, alt=
http::Response remove_own_file(Visit& visit);    // POST /account/files/{upload}/removal

}  // namespace parvis::files
