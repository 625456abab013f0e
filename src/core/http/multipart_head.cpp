// The little headers of a form with files: the boundary in Content-Type, and the head of each part.
#include <algorithm>

#include "core/http/head.h"
#include "core/http/multipart.h"
#include "core/text/unicode.h"

namespace parvis::http {
namespace {

constexpr std::size_t kMaxBoundary = 70;  // RFC 2046 section 5.1.1
constexpr std::string_view kBlanks = " \t";

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

// "form-data; name=x" gives "form-data" and leaves the parameters.
std::string_view take_value(std::string_view& text) {
  const auto end = std::min(text.find(';'), text.size());
  const auto value = trimmed(text.substr(0, end));
  text.remove_prefix(end);
  return value;
}

// Does a quote close here, rather than stand for itself after a backslash? A name that ends in a backslash is sent as
// it is, so only what follows can tell.
bool closes(std::string_view after) {
  after = trimmed(after);
  return after.empty() || after.front() == ';';
}

// Takes `"…"`. Old browsers wrote a quote as \", those of today as %22.
std::optional<std::string> take_quoted(std::string_view& text) {
  std::string value;
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == '"') {
      text.remove_prefix(i + 1);
      return value;
    }
    const bool is_escape = text[i] == '\\' && text.substr(i + 1).starts_with('"') && !closes(text.substr(i + 2));
    value.push_back(text[is_escape ? ++i : i]);
  }
  return std::nullopt;
}

struct Parameter {
  std::string_view name;
  std::string value;
};

// Takes "; name=value" off the front; nothing when that is not what stands there.
std::optional<Parameter> take_parameter(std::string_view& text) {
  text.remove_prefix(1);  // the semicolon
  const auto equals = text.find('=');
  if (equals == std::string_view::npos) return std::nullopt;
  Parameter parameter{.name = trimmed(text.substr(0, equals))};
  text = text.substr(equals + 1);
  text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size()));
  if (!text.starts_with('"')) {
    parameter.value = take_value(text);
    return parameter;
  }
  auto quoted = take_quoted(text);
  if (!quoted || !closes(text)) return std::nullopt;
  text = trimmed(text);
  parameter.value = std::move(*quoted);
  return parameter;
}

// The three characters that browsers write so inside a name (HTML, "multipart form data"), and no others.
std::string unescaped(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto escape = text.substr(i, 3);
    const char meant = escape == "%22" ? '"' : escape == "%0D" ? '\r' : escape == "%0A" ? '\n' : '\0';
    plain.push_back(meant == '\0' ? text[i] : meant);
    if (meant != '\0') i += 2;
  }
  return plain;
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

// As people may read it: the last part of a path, on one line.
std::string file_name(std::string_view text) {
  auto name = unescaped(text);
  if (const auto slash = name.find_last_of("/\\"); slash != std::string::npos) name.erase(0, slash + 1);
  std::ranges::replace_if(name, is_control, ' ');
  return name;
}

bool fits(std::string_view name, const MultipartLimits& limits) {
  return name.size() <= limits.name_bytes && text::is_utf8(name);
}

// form-data; name="photo"; filename="Vélo.jpg"
bool read_disposition(std::string_view text, PartHead& head, const MultipartLimits& limits) {
  if (!equals_ignoring_case(take_value(text), "form-data")) return false;
  bool named = false;
  while (!text.empty()) {
    const auto parameter = take_parameter(text);
    if (!parameter || !fits(parameter->value, limits)) return false;
    if (equals_ignoring_case(parameter->name, "name")) {
      if (named) return false;
      named = true;
      head.field = unescaped(parameter->value);
    } else if (equals_ignoring_case(parameter->name, "filename")) {
      if (head.file_name) return false;
      head.file_name = file_name(parameter->value);
    }
  }
  return named;
}

// What a part may be encoded in: not at all.
bool is_plain(std::string_view encoding) {
  return equals_ignoring_case(encoding, "binary") || equals_ignoring_case(encoding, "8bit") ||
         equals_ignoring_case(encoding, "7bit");
}

bool is_boundary(std::string_view text) {
  static constexpr std::string_view kMarks = "'()+_,-./:=? ";
  const auto is_allowed = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           kMarks.find(c) != std::string_view::npos;
  };
  return !text.empty() && text.size() <= kMaxBoundary && text.back() != ' ' && std::ranges::all_of(text, is_allowed);
}

}  // namespace

std::optional<std::string> multipart_boundary(std::string_view content_type) {
  if (!equals_ignoring_case(take_value(content_type), "multipart/form-data")) return std::nullopt;
  std::string boundary;
  while (!content_type.empty()) {
    const auto parameter = take_parameter(content_type);
    if (!parameter) return "";
    if (!equals_ignoring_case(parameter->name, "boundary")) continue;
    if (!boundary.empty() || !is_boundary(parameter->value)) return "";
    boundary = parameter->value;
  }
  return boundary;
}

std::optional<PartHead> parse_part_head(std::string_view lines, const MultipartLimits& limits) {
  PartHead head;
  bool disposed = false;
  while (!lines.empty()) {
    const auto end = lines.find("\r\n");
    const auto line = lines.substr(0, end);
    lines = end == std::string_view::npos ? std::string_view{} : lines.substr(end + 2);
    const auto colon = line.find(':');
    const auto is_odd = [](char c) { return is_control(c) && c != '\t'; };
    if (colon == std::string_view::npos || std::ranges::any_of(line, is_odd)) return std::nullopt;
    const auto name = line.substr(0, colon);
    const auto value = trimmed(line.substr(colon + 1));
    if (name.empty() || name.find_first_of(kBlanks) != std::string_view::npos)
      return std::nullopt;  // a folded line too
    if (equals_ignoring_case(name, "content-disposition")) {
      if (disposed || !read_disposition(value, head, limits)) return std::nullopt;
      disposed = true;
    } else if (equals_ignoring_case(name, "content-type")) {
      if (!head.type.empty() || !text::is_utf8(value)) return std::nullopt;
      head.type = value;
    } else if (equals_ignoring_case(name, "content-transfer-encoding") && !is_plain(value)) {
      return std::nullopt;
    }
  }
  // Files inside a part of several parts: RFC 7578 section 4.3 ended that.
  if (!disposed || equals_ignoring_case(head.type.substr(0, 10), "multipart/")) return std::nullopt;
  return head;
}

}  // namespace parvis::http
