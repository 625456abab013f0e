// What a handler answers: status, headers, body, and how it may be cached. A plain value, moved to the connection
// that writes it. Made by the functions below; headers that every answer carries (CSP, nosniff, X-Request-Id, …) are
// added by the server.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/live/topics.h"

namespace parvis::http {

struct Cookie {
  std::string name;
  std::string value;
  std::chrono::seconds max_age{0};  // 0: until the browser closes; negative: delete it
  bool http_only = true;
};

// May the answer be kept for other visitors without a session? Each tag names something it shows ("thread:7",
// "space:3", "home"); when a committed activity names the tag, the kept answer is dropped.
struct Keep {
  std::vector<std::string> tags;
  std::chrono::seconds at_most{60};
};

struct Response {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;  // names as written on the wire
  std::string body;
  std::string content_type;
  std::vector<Cookie> cookies;
  std::unique_ptr<Keep> keep;                // null: never kept
  std::unique_ptr<live::Subscription> live;  // set: the answer is an endless event stream

  Response& header(std::string name, std::string value) &;
  Response&& header(std::string name, std::string value) &&;
  Response& cookie(Cookie cookie) &;
  Response&& cookie(Cookie cookie) &&;
  Response&& kept(std::vector<std::string> tags, std::chrono::seconds at_most = std::chrono::seconds{60}) &&;
};

Response page(std::string html, int status = 200);
Response text(std::string text, int status = 200);
Response bytes(std::string body, std::string content_type, int status = 200);
Response json(std::string json, int status = 200);  // application/json; the text is already serialised
// 303 See Other. `location` must be a path of this site: it begins with one '/' and not with "//" or "/\"; anything
// else becomes "/" (no open redirect).
Response see_other(std::string_view location);
// 301, for addresses that moved (a thread's new title). Same rule for `location`.
Response moved(std::string_view location);
Response no_content();
Response event_stream(live::Subscription subscription);

// `location` when it is a path of this site as above, else "/". For `return_to` fields.
std::string safe_local_path(std::string_view location);

}  // namespace parvis::http
