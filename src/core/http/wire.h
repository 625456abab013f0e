// Answers as they stand on the wire. The head is written once (for a kept page once for all visitors), without its
// last lines: Date, X-Request-Id and what depends on the connection are the tail, written for each answer. Pure
// functions, any thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/http/page_cache.h"
#include "core/http/request.h"
#include "core/http/response.h"
#include "core/http/streamed.h"

namespace parvis::http {

std::string_view reason_phrase(int status);

// An answer ready to be written by its connection.
struct Answer {
  std::shared_ptr<const KeptPage> kept;  // set: head and body are chosen from it by the connection
  std::string head, body;
  std::unique_ptr<live::Subscription> live;
  std::optional<BodySource> source;  // set: the body is made while it is written, and has no length
};

enum class Compression { none, fast };

// Status line and headers without the blank line; also the headers that every answer carries, each unless the
// handler set it itself. Control characters inside a header or cookie are left out, so nothing splits an answer.
std::string head_of(const Response& response, bool secure);
// The whole answer: conditional request answered, compressed where asked, the body left out for HEAD.
Answer prepare(const Request& request, Response response, Compression compression);
// An answer to keep for other visitors, in both forms; or null when it may not be kept (it sets a cookie, is no
// plain 200, or is an event stream).
std::shared_ptr<const KeptPage> kept_page(const Response& response);

struct Tail {
  std::string_view request_id;
  bool secure = false;      // adds Strict-Transport-Security
  bool close = false;       // adds Connection: close
  bool keep_alive = false;  // adds Connection: keep-alive, which HTTP/1.0 wants said
};
// Appends the last lines of a head and its blank line.
void append_tail(std::string& text, const Tail& tail);

// `__Host-` cookies need Secure, which a browser honours only over TLS (Chromium also on localhost); so Secure is
// written when `secure`, and the caller chooses the name with Request::cookie_name.
std::string set_cookie(const Cookie& cookie, bool secure);

// What a refusal by the server itself says: a few plain words, or a problem document (RFC 9457) where programs ask.
Response refusal(int status, std::string_view target);
// The page for people (refusal_page.cpp).
Response refusal_page(int status);

}  // namespace parvis::http
