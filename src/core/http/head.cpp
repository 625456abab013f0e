#include "core/http/head.h"

#include <cstring>

namespace parvis::http {
namespace {

enum : std::uint8_t { kToken = 1, kValue = 2, kTarget = 4, kHost = 8 };

constexpr auto kClasses = [] {
  std::array<std::uint8_t, 256> classes{};
  for (int c = 0; c < 256; ++c) {
    const bool alphanumeric = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool token = alphanumeric || (c != 0 && std::string_view("!#$%&'*+-.^_`|~").find(static_cast<char>(c)) !=
                                                      std::string_view::npos);
    if (token) classes[c] |= kToken;
    if (c == '\t' || (c >= 0x20 && c != 0x7f)) classes[c] |= kValue;
    if (c > 0x20 && c < 0x7f && c != '#') classes[c] |= kTarget;
    if (alphanumeric || c == '.' || c == '-' || c == '_') classes[c] |= kHost;
  }
  return classes;
}();

bool all_of(std::string_view text, std::uint8_t wanted) {
  for (const char c : text) {
    if (!(kClasses[static_cast<unsigned char>(c)] & wanted)) return false;
  }
  return true;
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

bool read_number(std::string_view text, std::uint64_t& number) {
  if (text.empty() || text.size() > 18) return false;
  number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return false;
    number = number * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return true;
}

Method method_of(std::string_view name) {
  for (const auto method :
       {Method::get, Method::head, Method::post, Method::put, Method::patch, Method::del, Method::options}) {
    if (name == method_name(method)) return method;
  }
  return Method::other;
}

// An absolute target ("http://host/path") is taken apart into authority and path.
int read_target(std::string_view target, Head& head) {
  if (target.size() > kMaxTarget) return 414;
  if (target.empty() || !all_of(target, kTarget)) return 400;
  head.target = target;
  if (target[0] == '/') return 0;
  const auto scheme = target.find("://");
  if (scheme == std::string_view::npos) return 400;
  if (!equals_ignoring_case(target.substr(0, scheme), "http") &&
      !equals_ignoring_case(target.substr(0, scheme), "https")) {
    return 400;
  }
  target.remove_prefix(scheme + 3);
  const auto slash = target.find('/');
  head.authority = target.substr(0, slash);
  head.target = slash == std::string_view::npos ? std::string_view("/") : target.substr(slash);
  return is_authority(head.authority) ? 0 : 400;
}

int read_request_line(std::string_view line, Head& head) {
  const auto first = line.find(' ');
  const auto last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) return line.size() > kMaxTarget ? 414 : 400;
  const auto method = line.substr(0, first);
  if (method.empty() || !all_of(method, kToken)) return 400;
  const auto version = line.substr(last + 1);
  if (!version.starts_with("HTTP/") || version.size() != 8 || version[6] != '.') return 400;
  if (version[5] != '1' || (version[7] != '0' && version[7] != '1')) return 505;
  head.minor_version = version[7] - '0';
  head.keep_alive = head.minor_version == 1;
  head.method = method_of(method);
  if (head.method == Method::other) return 501;
  return read_target(line.substr(first + 1, last - first - 1), head);
}

// What is seen once per head and must not be seen twice.
struct Seen {
  bool host = false, length = false, coding = false;
  bool connection_close = false, connection_keep = false;
};

void read_connection(std::string_view value, Seen& seen) {
  while (!value.empty()) {
    const auto comma = value.find(',');
    const auto option = trim(value.substr(0, comma));
    if (equals_ignoring_case(option, "close")) seen.connection_close = true;
    if (equals_ignoring_case(option, "keep-alive")) seen.connection_keep = true;
    value = comma == std::string_view::npos ? std::string_view{} : value.substr(comma + 1);
  }
}

int read_host(std::string_view value, Head& head, Seen& seen) {
  if (std::exchange(seen.host, true) || !is_authority(value)) return 400;
  if (head.authority.empty()) head.authority = value;  // an absolute target's own wins (RFC 9112 section 3.2.2)
  return 0;
}

int read_known(std::string_view name, std::string_view value, Head& head, Seen& seen) {
  switch (name.size()) {
    case 4:
      if (equals_ignoring_case(name, "host")) return read_host(value, head, seen);
      break;
    case 6:
      if (equals_ignoring_case(name, "cookie")) head.has_cookie = true;
      if (equals_ignoring_case(name, "expect")) {
        if (!equals_ignoring_case(value, "100-continue")) return 417;
        head.expects_continue = head.minor_version == 1;
      }
      break;
    case 10:
      if (equals_ignoring_case(name, "connection")) read_connection(value, seen);
      break;
    case 13:
      if (equals_ignoring_case(name, "authorization")) head.has_authorization = true;
      if (equals_ignoring_case(name, "if-none-match")) head.if_none_match = value;
      break;
    case 14:
      if (equals_ignoring_case(name, "content-length")) {
        if (std::exchange(seen.length, true) || !read_number(value, head.length)) return 400;
        if (head.length > 0 || head.method == Method::post) head.body = BodyKind::length;
      }
      break;
    case 15:
      if (equals_ignoring_case(name, "accept-encoding")) head.accept_encoding = value;
      if (equals_ignoring_case(name, "accept-language")) head.accept_language = value;
      break;
    case 17:
      if (equals_ignoring_case(name, "transfer-encoding")) {
        if (std::exchange(seen.coding, true) || head.minor_version == 0) return 400;
        if (!equals_ignoring_case(value, "chunked")) return 501;
        head.body = BodyKind::chunked;
      }
      break;
  }
  return 0;
}

int read_line(std::string_view line, Head& head, Seen& seen) {
  const auto colon = line.find(':');
  // No blank before the colon, no folded line, nothing without a colon: all three have been used to smuggle.
  if (colon == std::string_view::npos || colon == 0 || !all_of(line.substr(0, colon), kToken)) return 400;
  const auto name = line.substr(0, colon);
  const auto value = trim(line.substr(colon + 1));
  if (!all_of(value, kValue)) return 400;
  if (head.count == kMaxHeaders) return 431;
  head.lines[head.count++] = {name, value};
  return read_known(name, value, head, seen);
}

void reset(Head& head) {
  head.authority = head.accept_encoding = head.accept_language = head.if_none_match = {};
  head.expects_continue = head.has_cookie = head.has_authorization = false;
  head.body = BodyKind::none;
  head.length = head.count = 0;
}

}  // namespace

bool equals_ignoring_case(std::string_view text, std::string_view lower_case) {
  if (text.size() != lower_case.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i] >= 'A' && text[i] <= 'Z' ? static_cast<char>(text[i] + 32) : text[i];
    if (c != lower_case[i]) return false;
  }
  return true;
}

bool is_authority(std::string_view text) {
  if (text.empty() || text.size() > kMaxHostBytes) return false;
  std::size_t end = 0;
  if (text[0] == '[') {
    end = text.find(']');
    if (end == std::string_view::npos || end < 3) return false;
    if (text.substr(1, end - 1).find_first_not_of("0123456789abcdefABCDEF:.") != std::string_view::npos) return false;
    ++end;
  } else {
    end = std::min(text.find(':'), text.size());
    if (end == 0 || !all_of(text.substr(0, end), kHost)) return false;
  }
  const auto port = text.substr(end);
  if (port.empty()) return true;
  std::uint64_t number = 0;
  return port[0] == ':' && read_number(port.substr(1), number) && number > 0 && number < 65536;
}

namespace {

// Which part of a head is too long.
int status_for_length(std::string_view buffer) {
  return buffer.substr(0, kMaxTarget).find('\n') == std::string_view::npos ? 414 : 431;
}

}  // namespace

HeadSize measure_head(std::string_view buffer, std::size_t& scanned, std::size_t most) {
  while (scanned < buffer.size()) {
    const auto* found = static_cast<const char*>(std::memchr(buffer.data() + scanned, '\n', buffer.size() - scanned));
    if (!found) {
      scanned = buffer.size();
      break;
    }
    const auto at = static_cast<std::size_t>(found - buffer.data());
    if (at == 0 || buffer[at - 1] != '\r') return {400, 0};  // a bare line feed ends a line for some readers only
    if (at > most) return {status_for_length(buffer), 0};
    if (at >= 3 && buffer[at - 2] == '\n') return {0, at + 1};
    if (at == 1) return {400, 0};
    scanned = at + 1;
  }
  if (buffer.size() <= most) return {};
  return {status_for_length(buffer), 0};
}

int parse_head(std::string_view text, Head& head) {
  reset(head);
  Seen seen;
  bool first = true;
  for (;;) {
    const auto end = text.find("\r\n");
    if (end == std::string_view::npos) return 400;
    if (end == 0 && !first) break;
    const auto line = text.substr(0, end);
    if (const int status = first ? read_request_line(line, head) : read_line(line, head, seen)) return status;
    first = false;
    text.remove_prefix(end + 2);
  }
  if (seen.coding && seen.length) return 400;
  if (!seen.host && head.minor_version == 1) return 400;
  if (seen.connection_keep) head.keep_alive = true;
  if (seen.connection_close) head.keep_alive = false;
  return 0;
}

}  // namespace parvis::http
