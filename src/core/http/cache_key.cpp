#include "core/http/cache_key.h"

#include <optional>

namespace parvis::http {
namespace {

constexpr std::string_view kHostPrefix = "__Host-";

// The value of this cookie, under its plain or its prefixed name, in all Cookie headers; nothing when it is not there.
std::optional<std::string_view> find_cookie(const Head& head, std::string_view wanted) {
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
      if (name == wanted) return equals == std::string_view::npos ? std::string_view{} : pair.substr(equals + 1);
    }
  }
  return std::nullopt;
}

}  // namespace

bool may_be_kept(const Head& head, const CachePolicy& policy) {
  if (head.method != Method::get && head.method != Method::head) return false;
  if (head.body != BodyKind::none || head.has_authorization) return false;
  return !find_cookie(head, policy.session_cookie);
}

void write_cache_key(const Head& head, bool secure, const CachePolicy& policy, std::string& key) {
  key.clear();
  key.push_back(secure ? 's' : 'p');
  for (const char c : head.authority) key.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
  key.append(head.target);
  key.push_back(' ');
  if (!policy.language) return;
  const auto choice = find_cookie(head, policy.language_cookie);
  key += policy.language(head.accept_language, choice.value_or(std::string_view{}));
}

}  // namespace parvis::http
