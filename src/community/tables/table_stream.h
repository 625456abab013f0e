// A table that is handed over while it is read: long, and of people. Between two of its pieces whoever asked may have
// been signed out, or may no longer manage.
#pragma once

#include <string>

#include "community/visit.h"
#include "core/http/streamed.h"

namespace parvis::community {

// `rows` gives the lines of a CSV, piece by piece. Each is handed over only to who still manages, in a session that is
// still open; otherwise the connection ends, so that nobody takes a part for the whole.
http::Response stream_table(const Visit& visit, http::BodySource rows, const std::string& name);

}  // namespace parvis::community
