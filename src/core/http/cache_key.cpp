#include "core/http/cache_key.h"

#include "core/http/request.h"

namespace parvis::http {
namespace {

constexpr std::string_view kHostPrefix = "__Host-";

// Is this cookie there, under its plain or its prefixed name, in any Cookie header and with any value?
bool has_cookie(const Head& head, std::string_view wanted) {
  for (std::size_t i = 0; head.has_cookie && i < head.count; ++i) {
    if (!equals_ignoring_case(head.lines[i].name, "cookie")) continue;
    auto header = head.lines[i].value;
    while (!header.empty()) {
      const auto end = header.find(';');
      auto pair = header.substr(0, end);
      header = end == std::string_view::npos ? std::string_view{} : header.substr(end + 1);
      while (!pair.empty() && (pair.front() == ' ' || pair.front() == '\t')) pair.remove_prefix(1);
      const auto equals = pair.find('=');
      auto name = pair.substr(0, equals);
      if (name.starts_with(kHostPrefix)) name.remove_prefix(kHostPrefix.size());
      if (name == wanted) return true;
    }
  }
  return false;
}

// Read as the pages read it (Request::cookie), or one visitor's choice would be kept under another's key.
std::string_view cookie(const Head& head, std::string_view name) {
  for (std::size_t i = 0; head.has_cookie && i < head.count; ++i) {
    if (!equals_ignoring_case(head.lines[i].name, "cookie")) continue;
    if (const auto value = cookie_in(head.lines[i].value, name); !value.empty()) return value;
  }
  return {};
}

bool is_upper_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F'); }

int value_of(char c) { return c <= '9' ? c - '0' : c - 'A' + 10; }

bool is_unreserved(int c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

// Escapes in the one form that our own links and browsers write (RFC 3986 section 6.2.2): otherwise every page could be
// asked for, and kept, under thousands of addresses.
bool is_written_plainly(std::string_view target) {
  for (auto at = target.find('%'); at != std::string_view::npos; at = target.find('%', at + 1)) {
    if (at + 2 >= target.size() || !is_upper_hex(target[at + 1]) || !is_upper_hex(target[at + 2])) return false;
    if (is_unreserved(value_of(target[at + 1]) * 16 + value_of(target[at + 2]))) return false;
  }
  return true;
}

}  // namespace

bool only_reads(const Head& head) {
  return (head.method == Method::get || head.method == Method::head) && head.body == BodyKind::none;
}

bool may_be_kept(const Head& head, const CachePolicy& policy) {
  if (!only_reads(head) || head.has_authorization || !is_written_plainly(head.target)) return false;
  if (policy.keeps_host && !policy.keeps_host(head.authority)) return false;
  if (!policy.notice_cookie.empty() && has_cookie(head, policy.notice_cookie)) return false;
  return !has_cookie(head, policy.session_cookie);
}

bool carries_session(const Head& head, const CachePolicy& policy) { return has_cookie(head, policy.session_cookie); }

void write_cache_key(const Head& head, bool secure, const CachePolicy& policy, std::string& key) {
  key.clear();
  key.push_back(secure ? 's' : 'p');
  for (const char c : head.authority) key.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
  key.append(head.target);
  key.push_back(' ');
  if (policy.language) key += policy.language(head.accept_language, cookie(head, policy.language_cookie));
  if (!policy.look) return;
  if (const auto look = policy.look(cookie(head, policy.look_cookie)); !look.empty()) key.append(1, ' ').append(look);
}

}  // namespace parvis::http
