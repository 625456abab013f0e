// Reads the head of one request (RFC 9112) in place, strictly: what two readers could understand differently is
// refused, since a proxy in front may be the other reader (request smuggling). Nothing is allocated; every view points
// into the text given and lives no longer than it. Pure functions; one Head per I/O thread is reused.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/http/request.h"

namespace parvis::http {

constexpr std::size_t kMaxHeaders = 100;        // a browser behind two proxies sends about 30
constexpr std::size_t kMaxTarget = 8 * 1024;    // longest addresses in use are near 2 kB
constexpr std::size_t kMaxHostBytes = 253 + 6;  // a DNS name and a port

struct HeadLine {
  std::string_view name, value;
};

enum class BodyKind { none, length, chunked };

struct Head {
  Method method = Method::get;
  std::string_view target;     // path and query; always begins with '/'
  std::string_view authority;  // of the absolute target, else of Host; empty only for HTTP/1.0 without Host
  int minor_version = 1;
  bool keep_alive = true;
  bool expects_continue = false;
  BodyKind body = BodyKind::none;
  std::uint64_t length = 0;
  std::string_view accept_encoding, accept_language, if_none_match;
  bool has_cookie = false;
  bool has_authorization = false;
  std::size_t count = 0;
  std::array<HeadLine, kMaxHeaders> lines;  // the first `count`
};

struct HeadSize {
  int status = 0;        // not 0: refuse with it
  std::size_t size = 0;  // with its blank line; 0: not yet whole
};
// Looks for the end of the head that `buffer` begins with. `scanned` is kept between calls with more bytes, so that a
// head that drips in is not searched again from its start.
HeadSize measure_head(std::string_view buffer, std::size_t& scanned, std::size_t most);

// Reads a whole head, blank line included. Returns 0, or the status to refuse it with.
int parse_head(std::string_view text, Head& head);

bool equals_ignoring_case(std::string_view text, std::string_view lower_case);
// A host name or address, with or without a port; nothing else (no user, no path, no escapes).
bool is_authority(std::string_view text);

}  // namespace parvis::http
