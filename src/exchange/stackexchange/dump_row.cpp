#include "exchange/stackexchange/dump_row.h"

#include <charconv>
#include <cstring>

#include "core/text/unicode.h"

namespace parvis::exchange {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == ':';
}

std::size_t skip_blanks(std::string_view text, std::size_t at) {
  while (at < text.size() && is_blank(text[at])) ++at;
  return at;
}

char32_t numeric_entity(std::string_view entity) {
  const bool hexadecimal = entity.size() > 1 && (entity[1] == 'x' || entity[1] == 'X');
  const auto digits = entity.substr(hexadecimal ? 2 : 1);
  std::uint32_t code = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), code, hexadecimal ? 16 : 10);
  const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
  if (error != std::errc{} || end != digits.data() + digits.size() || code == 0 || code > 0x10FFFF || surrogate) {
    throw RefusedRow("\"&" + std::string(entity) + ";\" stands for no character");
  }
  return code;
}

char32_t named_entity(std::string_view entity) {
  if (entity == "lt") return '<';
  if (entity == "gt") return '>';
  if (entity == "amp") return '&';
  if (entity == "quot") return '"';
  if (entity == "apos") return '\'';
  throw RefusedRow("\"&" + std::string(entity.substr(0, 20)) + ";\" is no entity of XML");
}

// The code point of the entity at `at`, which is moved behind it.
char32_t take_entity(std::string_view raw, std::size_t& at) {
  const auto end = raw.find(';', at);
  if (end == std::string_view::npos || end == at + 1) throw RefusedRow("an \"&\" stands alone");
  const auto entity = raw.substr(at + 1, end - at - 1);
  at = end + 1;
  return entity[0] == '#' ? numeric_entity(entity) : named_entity(entity);
}

bool is_forbidden_control(char32_t code) { return code < 0x20 && code != '\t' && code != '\n'; }

void append_character(std::string& out, char32_t code) {
  if (is_forbidden_control(code)) code = text::kReplacement;
  if (code < 0x80) {
    out.push_back(static_cast<char>(code));
  } else {
    text::append_utf8(out, code);
  }
}

}  // namespace

std::string decode_attribute(std::string_view raw) {
  std::string out;
  out.reserve(raw.size());
  bool return_waits = false;  // a carriage return before a line feed is dropped; alone, it is a line end
  const auto put = [&](char32_t code) {
    if (return_waits && code != '\n') out.push_back('\n');
    return_waits = code == '\r';
    if (!return_waits) append_character(out, code);
  };
  std::size_t at = 0;
  while (at < raw.size()) {
    const char c = raw[at];
    if (c == '&') {
      put(take_entity(raw, at));
    } else if (static_cast<unsigned char>(c) < 0x20 || return_waits) {
      const auto decoded = text::decode(raw, at);
      put(decoded.code);
      at += decoded.size;
    } else {
      std::size_t end = at + 1;
      while (end < raw.size() && raw[end] != '&' && static_cast<unsigned char>(raw[end]) >= 0x20) ++end;
      out.append(raw.substr(at, end - at));
      at = end;
    }
  }
  if (return_waits) out.push_back('\n');
  return out;
}

DumpRow DumpRow::parse(std::string_view text) {
  if (!text::is_utf8(text)) throw RefusedRow("the row is not valid UTF-8");
  if (!text.starts_with("<row")) throw RefusedRow("this is no row");
  DumpRow row;
  row.attributes_.reserve(24);
  std::size_t at = 4;
  for (;;) {
    const auto next = skip_blanks(text, at);
    if (text.substr(next, 2) == "/>" || text.substr(next, 1) == ">") return row;
    if (next >= text.size()) throw RefusedRow("the row has no end");
    if (next == at) throw RefusedRow("a quotation mark is missing");
    at = next;
    while (at < text.size() && is_name_character(text[at])) ++at;
    const auto name = text.substr(next, at - next);
    if (name.empty() || at + 1 >= text.size() || text[at] != '=') throw RefusedRow("an attribute is malformed");
    const char quote = text[at + 1];
    if (quote != '"' && quote != '\'') throw RefusedRow(std::string(name) + " has no quotation marks");
    const auto end = text.find(quote, at + 2);
    if (end == std::string_view::npos) throw RefusedRow(std::string(name) + " has no end");
    const auto value = text.substr(at + 2, end - at - 2);
    if (std::memchr(value.data(), '<', value.size())) throw RefusedRow(std::string(name) + " holds a bare \"<\"");
    if (row.has(name)) throw RefusedRow(std::string(name) + " stands twice");
    row.attributes_.emplace_back(name, value);
    at = end + 1;
  }
}

const DumpRow::Attribute* DumpRow::find(std::string_view name) const {
  for (const auto& attribute : attributes_) {
    if (attribute.first == name) return &attribute;
  }
  return nullptr;
}

std::string_view DumpRow::raw(std::string_view name) const {
  const auto* attribute = find(name);
  return attribute ? attribute->second : std::string_view();
}

std::string_view DumpRow::required(std::string_view name) const {
  const auto value = raw(name);
  if (value.empty()) throw RefusedRow(std::string(name) + " is missing");
  return value;
}

std::int64_t DumpRow::number(std::string_view name) const {
  const auto value = required(name);
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (error != std::errc{} || end != value.data() + value.size()) {
    throw RefusedRow(std::string(name) + " is not a number: \"" + std::string(value.substr(0, 40)) + "\"");
  }
  return number;
}

std::string DumpRow::text(std::string_view name) const { return decode_attribute(required(name)); }

Instant DumpRow::instant(std::string_view name) const {
  const auto value = required(name);
  const auto instant = parse_rfc3339(value);
  if (!instant) throw RefusedRow(std::string(name) + " is not a date: \"" + std::string(value.substr(0, 40)) + "\"");
  return *instant;
}

std::optional<std::int64_t> DumpRow::number_if(std::string_view name) const {
  return raw(name).empty() ? std::nullopt : std::optional(number(name));
}

std::string DumpRow::text_if(std::string_view name) const { return decode_attribute(raw(name)); }

std::optional<Instant> DumpRow::instant_if(std::string_view name) const {
  return raw(name).empty() ? std::nullopt : std::optional(instant(name));
}

}  // namespace parvis::exchange
