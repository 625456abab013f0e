#include "exchange/open_form/field_text.h"

#include <fmt/format.h>
#include <sodium.h>

#include <boost/json.hpp>

#include "community/members/portrait.h"
#include "core/ids.h"
#include "core/text/sanitise.h"
#include "core/text/unicode.h"
#include "exchange/stackexchange/dump_row.h"

namespace parvis::exchange {
namespace {

namespace json = boost::json;
using store::Value;

constexpr std::int64_t kExact = std::int64_t{1} << 53;             // every whole number up to here is a double
constexpr std::int64_t kFirstIdentifier = std::int64_t{1} << 22;   // ids.h: those below were never made
constexpr std::int64_t kFirstInstant = -62'135'596'800 * kSecond;  // 0001-01-01
constexpr std::int64_t kLastInstant = 253'402'300'800 * kSecond;   // 10000-01-01
constexpr int kBase64 = sodium_base64_VARIANT_ORIGINAL;

[[noreturn]] void refuse(const Field& field, std::string_view why) {
  throw RefusedRow(std::string(field.name) + " " + std::string(why));
}

void append_plain(std::string& line, std::int64_t number) { line += std::to_string(number); }

void append_number(std::string& line, std::int64_t number) {
  const bool exact = number <= kExact && number >= -kExact;
  if (exact) return append_plain(line, number);
  line += "\"" + std::to_string(number) + "\"";
}

void append_text(std::string& line, std::string_view text) {
  if (text::is_utf8(text)) {
    line += json::serialize(json::string_view(text.data(), text.size()));
    return;
  }
  std::string coded(sodium_base64_encoded_len(text.size(), kBase64), '\0');
  sodium_bin2base64(coded.data(), coded.size(), reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                    kBase64);
  coded.pop_back();
  line += "{\"base64\":\"" + coded + "\"}";
}

void append_identifier(std::string& line, std::int64_t number) {
  if (number <= 0) return append_plain(line, number);
  line += '"';
  line += id_text(number);
  line += '"';
}

void append_word(std::string& line, const Field& field, std::int64_t number) {
  for (const auto& word : field.words()) {
    if (word.number != number) continue;
    line.append("\"").append(word.name).append("\"");
    return;
  }
  append_plain(line, number);
}

// As it is when reading it back gives the same bytes; a text otherwise.
void append_document(std::string& line, std::string_view text) {
  boost::system::error_code error;
  const auto value = json::parse(json::string_view(text.data(), text.size()), error);
  if (!error && value.is_object() && !value.as_object().contains("base64") && json::serialize(value) == text) {
    line += text;
  } else {
    append_text(line, text);
  }
}

void append_face(std::string& line, std::int64_t number) {
  const auto small = static_cast<int>(number);
  const auto face = community::unpack_face(small);
  // A picture that the member brought has its number and nothing else.
  if (small != number || face.picture || community::pack_face(face) != small) return append_plain(line, number);
  line += "{\"hue\":" + std::to_string(face.hue);
  if (const auto& drawn = face.portrait) {
    line += fmt::format(",\"portrait\":\"{}{}{}{}{}\"", drawn->skin, drawn->hair, drawn->hair_colour, drawn->extra,
                        drawn->clothes);
  }
  line += '}';
}

void append_integer(std::string& line, const Field& field, std::int64_t number) {
  switch (field.kind) {
    case FieldKind::id: return append_identifier(line, number);
    case FieldKind::subject:
      return number < kFirstIdentifier ? append_plain(line, number) : append_identifier(line, number);
    case FieldKind::word: return append_word(line, field, number);
    case FieldKind::instant: return append_instant(line, number);
    case FieldKind::face: return append_face(line, number);
    default: return append_number(line, number);
  }
}

Cell cell_of(std::int64_t number) { return {Value::of_integer(number)}; }
Cell cell_of(std::string text) { return {Value::of_text({}), std::move(text)}; }

std::string_view view(const json::string& text) { return {text.data(), text.size()}; }

std::int64_t read_number(const Field& field, const json::value& value) {
  if (value.is_int64()) return value.get_int64();
  std::int64_t number = 0;
  if (const auto* text = value.if_string()) {
    const auto [end, error] = std::from_chars(text->begin(), text->end(), number);
    if (error == std::errc{} && end == text->end() && !text->empty()) return number;
  }
  refuse(field, "is no number");
}

std::int64_t read_identifier(const Field& field, const json::value& value) {
  if (value.is_int64()) return value.get_int64();
  if (const auto* text = value.if_string()) {
    if (const auto number = parse_id(view(*text))) return *number;
  }
  refuse(field, "is no identifier");
}

std::int64_t read_word(const Field& field, const json::value& value) {
  if (value.is_int64()) return value.get_int64();
  if (const auto* text = value.if_string()) {
    for (const auto& word : field.words()) {
      if (word.name == view(*text)) return word.number;
    }
  }
  refuse(field, "is none of its words");
}

std::int64_t read_instant(const Field& field, const json::value& value) {
  if (value.is_int64()) return value.get_int64();
  if (const auto* text = value.if_string()) {
    if (const auto at = parse_rfc3339(view(*text))) return at->microseconds;
  }
  refuse(field, "is no instant");
}

std::int64_t read_face(const Field& field, const json::value& value) {
  if (value.is_int64()) return value.get_int64();
  const auto* object = value.if_object();
  const auto* hue = object ? object->if_contains("hue") : nullptr;
  if (!hue || !hue->is_int64() || hue->get_int64() < 0 || hue->get_int64() > 359) refuse(field, "is no face");
  community::Face face{.hue = static_cast<int>(hue->get_int64())};
  if (const auto* portrait = object->if_contains("portrait")) {
    if (portrait->is_string()) face.portrait = community::parse_portrait(view(portrait->get_string()));
    if (!face.portrait) refuse(field, "is no face");
  }
  return community::pack_face(face);
}

std::string read_base64(const Field& field, const json::value& value) {
  const auto* object = value.if_object();
  const auto* coded = object && object->size() == 1 ? object->if_contains("base64") : nullptr;
  if (!coded || !coded->is_string()) refuse(field, "is no text");
  const auto text = view(coded->get_string());
  std::string bytes(text.size(), '\0');
  std::size_t size = 0;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(), text.size(), nullptr,
                        &size, nullptr, kBase64) != 0) {
    refuse(field, "is no base64");
  }
  bytes.resize(size);
  return bytes;
}

std::string read_text(const Field& field, const json::value& value) {
  if (const auto* text = value.if_string()) return std::string(view(*text));
  return read_base64(field, value);
}

// Links to elsewhere bear a mark for search engines that links to the community's own address do not, and that address
// is not known here.
std::string without_marks(std::string html) {
  constexpr std::string_view kMark = " rel=\"nofollow ugc noopener\"";
  for (auto at = html.find(kMark); at != std::string::npos; at = html.find(kMark, at)) html.erase(at, kMark.size());
  return html;
}

// What is safe as it stands stays as it is.
std::string read_html(const Field& field, const json::value& value) {
  auto given = read_text(field, value);
  auto clean = text::sanitise(given, {.images = text::Images::own}).markup();
  return given == clean || without_marks(given) == without_marks(clean) ? given : clean;
}

std::string read_document(const Field& field, const json::value& value) {
  const auto* object = value.if_object();
  if (object && !object->contains("base64")) return json::serialize(*object);
  return read_text(field, value);
}

}  // namespace

void append_instant(std::string& line, std::int64_t microseconds) {
  if (microseconds < kFirstInstant || microseconds >= kLastInstant) return append_plain(line, microseconds);
  const auto text = to_rfc3339({microseconds});  // with milliseconds
  const auto within = ((microseconds % kSecond) + kSecond) % kSecond;
  line += '"';
  line.append(text, 0, sizeof("2026-11-21T19:22:00.") - 1);
  fmt::format_to(std::back_inserter(line), "{:06}Z\"", within);
}

bool append_value(std::string& line, const Field& field, const Value& value) {
  switch (value.kind) {
    case Value::Kind::null: return false;
    case Value::Kind::integer:
      if (field.kind == FieldKind::subject && value.integer == 0) return false;
      append_integer(line, field, value.integer);
      return true;
    case Value::Kind::text:
      field.kind == FieldKind::document ? append_document(line, value.text) : append_text(line, value.text);
      return true;
    default: throw Fault("the column of " + std::string(field.name) + " holds what the open form has no words for");
  }
}

void append_line(std::string& lines, const std::vector<const Field*>& fields, const std::vector<Value>& values) {
  lines += '{';
  bool first = true;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const auto before = lines.size();
    if (!first) lines += ',';
    lines.append("\"").append(fields[i]->name).append("\":");
    if (append_value(lines, *fields[i], values[i])) {
      first = false;
    } else {
      lines.resize(before);
    }
  }
  lines += "}\n";
}

Cell read_value(const Field& field, const json::value* value) {
  if (value == nullptr || value->is_null()) {
    if (field.kind == FieldKind::subject) return cell_of(0);
    if (field.presence == Presence::required) refuse(field, "is missing");
    return {};
  }
  switch (field.kind) {
    case FieldKind::id:
    case FieldKind::subject: return cell_of(read_identifier(field, *value));
    case FieldKind::number: return cell_of(read_number(field, *value));
    case FieldKind::word: return cell_of(read_word(field, *value));
    case FieldKind::instant: return cell_of(read_instant(field, *value));
    case FieldKind::face: return cell_of(read_face(field, *value));
    case FieldKind::document: return cell_of(read_document(field, *value));
    case FieldKind::html: return cell_of(read_html(field, *value));
    case FieldKind::text: return cell_of(read_text(field, *value));
  }
  return {};
}

}  // namespace parvis::exchange
