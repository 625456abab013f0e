// The only way this program asks other servers for something over HTTP (files in a store of their own aside). Guarded:
// http and https only; the address a name resolved to is judged when the socket is opened (places.h), so neither an odd
// spelling nor a name that changes its mind leads inside; redirects are followed here, one by one, each judged anew;
// TLS is verified; time and bytes are bounded; no proxy, no cookies, no compression. Blocks the calling thread; any
// thread may call.
#pragma once

#include <chrono>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "core/fetch/places.h"

namespace parvis::fetch {

struct Limits {
  std::chrono::milliseconds connect{4'000};
  std::chrono::milliseconds time{8'000};  // in all, redirects included: somebody waits for a page
  std::size_t bytes = 1024 * 1024;        // of the answer's body
  int redirects = 3;
};

struct Request {
  enum class Method { get, post };
  std::string url;
  Method method = Method::get;
  std::string body = {};
  std::vector<std::pair<std::string, std::string>> headers = {};
  Limits limits = {};
  // Names as a hosts file has them, "name:port:address"; for tests of what names may resolve to.
  std::vector<std::string> names = {};
};

struct Answer {
  long status = 0;
  std::string content_type;
  std::string body;
  std::string url;  // where it came from in the end
};

enum class Trouble {
  bad_address,      // no http or https address, or one with a user name in it
  forbidden_place,  // leads to a special-purpose address
  no_such_host,
  no_connection,
  certificate,
  too_slow,
  too_long,
  too_many_redirects,  // or one of a request that is not repeated elsewhere
  broken
};
const char* trouble_words(Trouble trouble);  // for the log

struct Failure : std::runtime_error {
  Failure(Trouble what, const std::string& detail) : std::runtime_error(detail), trouble(what) {}
  Trouble trouble;
};

// The answer, whatever its status but a redirect's; Failure otherwise. A POST is never redirected. Headers given are
// sent to the first server only.
Answer fetch(const Request& request, const Allowance& allowance);

}  // namespace parvis::fetch
