#include "core/config/kinds.h"

#include <boost/url.hpp>
#include <charconv>

#include "core/log/quote.h"

namespace parvis::config {

std::optional<std::int64_t> parse_number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string toml_text(std::string_view text) {
  std::string out;
  log::append_json(out, text);  // TOML's basic strings take JSON's escapes
  return out;
}

bool has_controls(std::string_view text) {
  return text.find_first_of(std::string_view("\0\r\n\t", 4)) != std::string_view::npos;
}

std::optional<std::string> any_line(std::string_view text) {
  if (has_controls(text)) return std::nullopt;
  return std::string(text);
}

std::optional<std::string> origin(std::string_view text) {
  if (text.empty()) return std::string();
  const auto url = boost::urls::parse_uri(text);
  if (!url || (url->scheme() != "http" && url->scheme() != "https")) return std::nullopt;
  if (url->host().empty() || url->has_userinfo() || url->has_query() || url->has_fragment()) return std::nullopt;
  if (url->path() != "" && url->path() != "/") return std::nullopt;
  boost::urls::url kept(*url);
  kept.set_path("");
  kept.normalize_scheme();
  kept.normalize_authority();
  return std::string(kept.buffer());
}

}  // namespace parvis::config
