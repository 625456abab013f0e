#include "core/text/mentions.h"

#include "core/text/markdown_writer.h"
#include "core/text/small_letters.h"
#include "core/text/unicode.h"
#include "core/text/validate.h"

namespace parvis::text {
namespace {

constexpr char32_t kFullWidthAt = 0xFF20;

bool is_handle_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

// Letters of Latin alphabets beyond ASCII: U+00C0 to U+024F, but × and ÷.
bool is_accented_latin(char32_t code) { return code >= 0xC0 && code <= 0x24F && code != 0xD7 && code != 0xF7; }

// May a mention begin after this character? Not inside words, addresses and the like.
bool may_precede(char32_t code) {
  if (code < 0x80) {
    const char c = static_cast<char>(code);
    return !(is_handle_character(c) && c != '-') && std::string_view("@!#$%&*/").find(c) == std::string_view::npos;
  }
  return code != kFullWidthAt && !is_accented_latin(code);
}

// May a handle end before `rest`?
bool may_follow(std::string_view rest) {
  if (rest.empty()) return true;
  const char32_t code = decode(rest, 0).code;
  return code != '@' && code != kFullWidthAt && !is_accented_latin(code) && !rest.starts_with("://");
}

// "RT@ilyes", as people who come from elsewhere write it: `text` ends with a lone "rt".
bool ends_with_retweet(std::string_view text, char32_t before) {
  if (text.size() < 2 || (text.back() | 0x20) != 't' || (text[text.size() - 2] | 0x20) != 'r') return false;
  return text.size() == 2 ? may_precede(before) : may_precede(static_cast<unsigned char>(text[text.size() - 3]));
}

}  // namespace

std::vector<Mention> mentions_in(std::string_view text, char32_t before) {
  std::vector<Mention> found;
  const char32_t before_all = before;
  for (std::size_t at = 0; at < text.size();) {
    const auto decoded = decode(text, at);
    const std::size_t begin = at;
    at += decoded.size;
    const bool begins = (decoded.code == '@' || decoded.code == kFullWidthAt) &&
                        (may_precede(before) || ends_with_retweet(text.substr(0, begin), before_all));
    before = decoded.code;
    if (!begins) continue;
    std::size_t end = at;
    while (end < text.size() && is_handle_character(text[end])) ++end;
    if (end == at || !may_follow(text.substr(end))) continue;
    // "@ilyes-" and "@ilyes_" mention ilyes.
    while (end > at && (text[end - 1] == '-' || text[end - 1] == '_')) --end;
    std::string handle = small_letters(text.substr(at, end - at));
    if (!is_handle(handle)) continue;
    found.push_back({std::move(handle), begin, end});
    before = static_cast<unsigned char>(text[end - 1]);
    at = end;
  }
  return found;
}

std::vector<std::string> extract_mentions(std::string_view markdown) {
  MarkdownOptions options;
  options.is_member = [](std::string_view) { return true; };
  return write_markdown(markdown, options).mentions;
}

}  // namespace parvis::text
