#include "core/blobs/store_address.h"

#include <algorithm>

namespace parvis::blobs {
namespace {

constexpr std::string_view kScheme = "s3://";
constexpr std::size_t kMostPrefix = 200;  // a key holds 1,024 bytes, ours need 67

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return is_lower(c) || (c >= 'A' && c <= 'Z'); }

bool is_bucket(std::string_view name) {
  if (name.size() < 3 || name.size() > 63) return false;
  const auto may_end = [](char c) { return is_lower(c) || is_digit(c); };
  if (!may_end(name.front()) || !may_end(name.back()) || name.find("..") != std::string_view::npos) return false;
  return std::all_of(name.begin(), name.end(), [&](char c) { return may_end(c) || c == '.' || c == '-'; });
}

bool is_prefix(std::string_view text) {
  if (text.empty() || text.size() > kMostPrefix) return false;
  while (!text.empty()) {
    const auto part = text.substr(0, text.find('/'));
    const auto is_plain = [](char c) { return is_letter(c) || is_digit(c) || c == '.' || c == '_' || c == '-'; };
    if (part.empty() || part == "." || part == ".." || !std::all_of(part.begin(), part.end(), is_plain)) return false;
    text.remove_prefix(std::min(text.size(), part.size() + 1));
  }
  return true;
}

}  // namespace

std::optional<StoreAddress> parse_store_address(std::string_view text) {
  if (text == "directory") return StoreAddress{};
  if (!text.starts_with(kScheme)) return std::nullopt;
  text.remove_prefix(kScheme.size());
  if (text.ends_with('/')) text.remove_suffix(1);
  const auto slash = text.find('/');
  const auto bucket = text.substr(0, slash);
  const auto prefix = slash == std::string_view::npos ? std::string_view() : text.substr(slash + 1);
  if (!is_bucket(bucket) || (slash != std::string_view::npos && !is_prefix(prefix))) return std::nullopt;
  return StoreAddress{true, std::string(bucket), std::string(prefix)};
}

bool is_region(std::string_view text) {
  return !text.empty() && text.size() <= 63 &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_letter(c) || is_digit(c) || c == '-'; });
}

}  // namespace parvis::blobs
