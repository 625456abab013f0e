// Turns a parsed head into the Request that handlers see: decoded, with who asks and over what. Pure functions.
#pragma once

#include <string>
#include <string_view>

#include "core/http/head.h"
#include "core/http/request.h"
#include "core/http/server.h"

namespace parvis::http {

constexpr std::size_t kMaxFields = 2000;                   // of a query or a form; lookup is linear
inline constexpr std::string_view kForPrograms = "/api/";  // below it programs ask, who send no forms

// Did the visitor come over TLS, as far as we may believe it?
bool came_secure(const Head& head, const ServerOptions& options);

// Fills `request` (without body and id). Returns 0, or the status to refuse with: 400 for a path that is no UTF-8 or
// holds control characters, and for too many query fields.
int make_request(const Head& head, std::string_view peer, const ServerOptions& options, Request& request);

// Reads the form once the body is whole, plain or with files, which stay in the body and may be longer than its fields
// are together. Returns 0, 400 or 413.
int read_form(Request& request, std::size_t most_text = Limits{}.body_bytes);

}  // namespace parvis::http
