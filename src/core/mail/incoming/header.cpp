#include "core/mail/incoming/header.h"

#include <algorithm>

#include "core/mail/address.h"
#include "core/mail/incoming/transfer.h"

namespace parvis::mail {
namespace {

constexpr std::size_t kMostHeaders = 300;       // a letter over ten servers has some sixty
constexpr std::size_t kMostHeader = 16 * 1024;  // a DKIM signature or a long list of receivers
constexpr std::size_t kMostAddresses = 100;

bool is_blank(char c) { return c == ' ' || c == '\t'; }

std::string_view trim(std::string_view text) {
  while (!text.empty() && (is_blank(text.front()) || text.front() == '\r')) text.remove_prefix(1);
  while (!text.empty() && (is_blank(text.back()) || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

// One line without its end, taken off `rest`.
std::string_view take_line(std::string_view& rest) {
  const auto end = rest.find('\n');
  auto line = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

// A text in quotes from `at`, which stands on the first quote, to behind the last one.
std::string quoted(std::string_view field, std::size_t& at) {
  std::string out;
  for (++at; at < field.size() && field[at] != '"'; ++at) {
    if (field[at] == '\\' && at + 1 < field.size()) ++at;
    out.push_back(field[at]);
  }
  if (at < field.size()) ++at;
  return out;
}

// RFC 2231: charset'language'percent-encoded.
std::string extended(std::string_view value) {
  const auto first = value.find('\''), second = value.find('\'', first == std::string_view::npos ? first : first + 1);
  if (second == std::string_view::npos) return std::string(value);
  return to_utf8(decode_escapes(value.substr(second + 1), '%'), value.substr(0, first));
}

// One encoded word that begins at the start of `text`; its length, zero when there is none.
std::size_t decode_word(std::string_view text, std::string& out) {
  const auto charset_end = text.find('?', 2);
  if (charset_end == std::string_view::npos || charset_end + 2 >= text.size() || text[charset_end + 2] != '?') return 0;
  const auto end = text.find("?=", charset_end + 3);
  if (end == std::string_view::npos || end > 2048) return 0;
  const auto content = text.substr(charset_end + 3, end - charset_end - 3);
  auto charset = text.substr(2, charset_end - 2);
  charset = charset.substr(0, charset.find('*'));
  const char kind = text[charset_end + 1];
  if (kind == 'B' || kind == 'b') {
    out += to_utf8(decode_base64(content), charset);
  } else if (kind == 'Q' || kind == 'q') {
    std::string spaced(content);
    std::ranges::replace(spaced, '_', ' ');
    out += to_utf8(decode_escapes(spaced, '='), charset);
  } else {
    return 0;
  }
  return end + 2;
}

}  // namespace

Headers Headers::read(std::string_view& rest) {
  Headers headers;
  while (!rest.empty()) {
    const auto line = take_line(rest);
    if (line.empty()) break;
    if (is_blank(line.front())) {
      if (headers.all_.empty()) continue;
      auto& value = headers.all_.back().value;
      if (value.size() + line.size() <= kMostHeader) value.append(" ").append(trim(line));
      continue;
    }
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || headers.all_.size() == kMostHeaders) continue;  // "From ana Mon Jan 5 …"
    headers.all_.push_back(
        {small_letters(trim(line.substr(0, colon))), std::string(trim(line.substr(colon + 1)).substr(0, kMostHeader))});
  }
  return headers;
}

std::string_view Headers::get(std::string_view name) const {
  const auto found = std::ranges::find(all_, name, &Header::name);
  return found == all_.end() ? std::string_view() : std::string_view(found->value);
}

bool Headers::has(std::string_view name) const { return std::ranges::find(all_, name, &Header::name) != all_.end(); }

std::string_view FieldValue::parameter(std::string_view name) const {
  const auto found = parameters.find(name);
  return found == parameters.end() ? std::string_view() : std::string_view(found->second);
}

FieldValue read_field(std::string_view field) {
  auto at = std::min(field.find(';'), field.size());
  FieldValue read{.value = small_letters(trim(field.substr(0, at))), .parameters = {}};
  while (at < field.size()) {
    const auto equals = field.find('=', ++at);
    if (equals == std::string_view::npos) break;
    auto name = small_letters(trim(field.substr(at, equals - at)));
    at = equals + 1;
    while (at < field.size() && is_blank(field[at])) ++at;
    std::string value;
    if (at < field.size() && field[at] == '"') {
      value = quoted(field, at);
      at = std::min(field.find(';', at), field.size());
    } else {
      const auto end = std::min(field.find(';', at), field.size());
      value = trim(field.substr(at, end - at));
      at = end;
    }
    if (name.ends_with('*')) {
      name.pop_back();
      value = extended(value);
    }
    read.parameters.emplace(std::move(name), std::move(value));
  }
  return read;
}

std::string decode_words(std::string_view value) {
  std::string out;
  std::size_t at = 0;
  bool after_word = false;
  while (at < value.size()) {
    const auto word = value.find("=?", at);
    const auto between = value.substr(at, word == std::string_view::npos ? word : word - at);
    // Blanks between two encoded words are none (RFC 2047, section 6.2).
    if (!after_word || word == std::string_view::npos || !trim(between).empty()) out += to_utf8(between, "utf-8");
    if (word == std::string_view::npos) break;
    const auto length = decode_word(value.substr(word), out);
    after_word = length > 0;
    if (length == 0) out += "=?";
    at = word + std::max<std::size_t>(length, 2);
  }
  return out;
}

std::vector<std::string> addresses_in(std::string_view value) {
  std::vector<std::string> found;
  std::size_t at = 0;
  while (at < value.size() && found.size() < kMostAddresses) {
    const auto begin = value.find_first_not_of(" \t,;<>()\"'[]:", at);
    if (begin == std::string_view::npos) break;
    const auto end = std::min(value.find_first_of(" \t,;<>()\"[]:", begin), value.size());
    auto address = small_letters(value.substr(begin, end - begin));
    if (is_address(address)) found.push_back(std::move(address));
    at = end;
  }
  return found;
}

}  // namespace parvis::mail
