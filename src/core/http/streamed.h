// An answer whose body is made while it is written, a piece at a time, so that a file of a million lines takes no more
// memory than one of its pieces. A piece is asked for once the one before has gone to the reader; between two of them
// the worker serves others. Over HTTP/1.1 the body is chunked; when a piece cannot be made, the connection ends without
// the last chunk, so that nobody takes a part for the whole.
//
// A response stays a plain value: its source is handed from the handler to the server on the worker's thread, which
// runs the one and then the other. What the handler gives is taken by the next `take_source` of the same thread.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "core/http/response.h"

namespace parvis::http {

// Puts the next piece into the empty string; false when none follows. Called by one thread at a time, not always the
// same one; what it holds lives as long as the community.
using BodySource = std::function<bool(std::string& piece)>;

Response streamed(BodySource source, std::string content_type);

// What the handler of `response` left on this thread; nothing for an answer that is whole. The mark goes from the
// response, and what another answer left behind is dropped.
std::optional<BodySource> take_source(Response& response);
// The whole body, for who answers without a connection (tests of pages).
void make_whole(Response& response);

// One chunk of a chunked body (RFC 9112, 7.1), and the end of one.
std::string chunk(std::string_view piece);
inline constexpr std::string_view kLastChunk = "0\r\n\r\n";

}  // namespace parvis::http
