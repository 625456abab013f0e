#include "core/http/request_maker.h"

#include <algorithm>

#include "core/http/multipart.h"

namespace parvis::http {
namespace {

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (auto& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return lower;
}

// Well-formed UTF-8 (Unicode 15 table 3-7: no overlong form, no surrogate, nothing past U+10FFFF) and no control
// characters.
bool is_clean_text(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = [&](std::size_t at) -> unsigned {
      return at < text.size() ? static_cast<unsigned char>(text[at]) : 0;
    };
    const unsigned first = byte(i);
    if (first < 0x80) {
      if (first < 0x20 || first == 0x7f) return false;
      ++i;
      continue;
    }
    const std::size_t length = first >= 0xc2 && first <= 0xdf   ? 2
                               : first >= 0xe0 && first <= 0xef ? 3
                               : first >= 0xf0 && first <= 0xf4 ? 4
                                                                : 0;
    if (length == 0) return false;
    const unsigned least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    const unsigned most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    if (byte(i + 1) < least || byte(i + 1) > most) return false;
    for (std::size_t k = 2; k < length; ++k) {
      if ((byte(i + k) & 0xc0) != 0x80) return false;
    }
    if (first == 0xc2 && byte(i + 1) < 0xa0) return false;  // C1 controls
    i += length;
  }
  return true;
}

std::string host_of(std::string_view authority) {
  const auto from = authority.starts_with('[') ? authority.find(']') : 0;
  return lower_case(authority.substr(0, authority.find(':', std::min(from, authority.size()))));
}

std::string_view last_of(const Fields& headers, std::string_view name) {
  const auto values = headers.all(name);
  if (values.empty()) return {};
  auto value = values.back();
  if (const auto comma = value.rfind(','); comma != std::string_view::npos) value.remove_prefix(comma + 1);
  while (!value.empty() && value.front() == ' ') value.remove_prefix(1);
  return value;
}

// So that a log line or a rate limit keyed by it holds an address and nothing else.
bool is_address(std::string_view text) {
  return !text.empty() && text.size() <= 45 &&
         text.find_first_not_of("0123456789abcdefABCDEF:.") == std::string_view::npos;
}

bool too_many_fields(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '&')) >= kMaxFields;
}

}  // namespace

bool came_secure(const Head& head, const ServerOptions& options) {
  if (!options.trust_forwarded) return false;
  bool secure = false;
  for (std::size_t i = 0; i < head.count; ++i) {
    if (equals_ignoring_case(head.lines[i].name, "x-forwarded-proto"))
      secure = equals_ignoring_case(head.lines[i].value, "https");
  }
  return secure;
}

int make_request(const Head& head, std::string_view peer, const ServerOptions& options, Request& request) {
  request.method = head.method;
  request.target = head.target;
  request.path = percent_decode(request.raw_path());
  if (!is_clean_text(request.path)) return 400;
  for (std::size_t i = 0; i < head.count; ++i)
    request.headers.add(lower_case(head.lines[i].name), std::string(head.lines[i].value));
  request.authority = head.authority;
  if (request.authority.empty()) request.authority = options.address + ':' + std::to_string(options.port);
  request.host = host_of(request.authority);
  request.secure = came_secure(head, options);
  request.remote_address = peer;
  if (options.trust_forwarded) {
    if (const auto forwarded = last_of(request.headers, "x-forwarded-for"); is_address(forwarded))
      request.remote_address = forwarded;
  }
  if (const auto question = head.target.find('?'); question != std::string_view::npos) {
    const auto query = head.target.substr(question + 1);
    if (too_many_fields(query)) return 400;
    request.query = decode_form(query);
  }
  return 0;
}

int read_form(Request& request, std::size_t most_text) {
  const auto content_type = request.header("content-type");
  if (multipart_boundary(content_type) && !request.target.starts_with(kForPrograms)) {
    const auto most = request.body.size();  // which the server has bounded
    return read_multipart(content_type, request.body, request.form, nullptr,
                          {.text_bytes = std::min(most, most_text), .total_bytes = most});
  }
  auto type = content_type.substr(0, content_type.find(';'));
  while (type.ends_with(' ')) type.remove_suffix(1);
  if (!equals_ignoring_case(type, "application/x-www-form-urlencoded")) return 0;
  if (too_many_fields(request.body)) return 400;
  request.form = decode_form(request.body);
  return 0;
}

}  // namespace parvis::http
