#include "core/text/validate.h"

#include "core/text/small_letters.h"
#include "core/text/unicode.h"

namespace parvis::text {
namespace {

constexpr std::size_t kMaxEmail = 254;
constexpr std::size_t kMaxLocalPart = 64;
constexpr std::size_t kMaxLabel = 63;

Checked refused(Sentence sentence) { return {{}, std::move(sentence)}; }

std::string with_plain_line_ends(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r') {
      out.push_back(text[i]);
    } else if (i + 1 == text.size() || text[i + 1] != '\n') {
      out.push_back('\n');
    }
  }
  return out;
}

bool is_control(char32_t code) {
  return (code < 0x20 && code != '\t' && code != '\n') || (code >= 0x7F && code <= 0x9F);
}

// Blank to the eye: white space and the characters that have no shape.
bool is_invisible(char32_t code) {
  return is_space(code) || code == 0xAD || code == 0x034F || code == 0x061C || code == 0x115F || code == 0x1160 ||
         code == 0x17B4 || code == 0x17B5 || (code >= 0x180B && code <= 0x180F) || (code >= 0x200B && code <= 0x200F) ||
         is_bidirectional_control(code) || (code >= 0x2060 && code <= 0x206F) || code == 0x2800 || code == 0x3164 ||
         (code >= 0xFE00 && code <= 0xFE0F) || code == 0xFEFF || code == 0xFFA0 || (code >= 0xFFF0 && code <= 0xFFFB) ||
         (code >= 0xE0000 && code <= 0xE0FFF);
}

// What the characters of `text` are guilty of, if anything. `visible` tells whether one of them can be seen.
std::optional<Sentence> character_problem(std::string_view text, Lines lines, bool& visible) {
  for (std::size_t at = 0; at < text.size();) {
    const auto decoded = decode(text, at);
    if (!decoded.valid) return Sentence{"This text is not valid Unicode (UTF-8)."};
    if (is_control(decoded.code)) return Sentence{"This text holds a control character, which cannot be shown."};
    if (lines == Lines::single && (decoded.code == '\n' || decoded.code == 0x2028 || decoded.code == 0x2029)) {
      return Sentence{"Write this on a single line."};
    }
    if (lines == Lines::single && is_bidirectional_control(decoded.code)) {
      return Sentence{
          "This text holds a character that reverses the direction of writing, which is not accepted here."};
    }
    visible = visible || !is_invisible(decoded.code);
    at += decoded.size;
  }
  return std::nullopt;
}

bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

bool is_local_part(std::string_view text) {
  if (text.empty() || text.size() > kMaxLocalPart) return false;
  if (text.front() == '.' || text.front() == '-' || text.back() == '.') return false;
  if (text.find("..") != std::string_view::npos) return false;
  constexpr std::string_view kSpecials = ".!#$%&'*+/=?^_`{|}~-";
  for (const char c : text) {
    if (!is_letter_or_digit(c) && kSpecials.find(c) == std::string_view::npos) return false;
  }
  return true;
}

bool is_label(std::string_view text) {
  if (text.empty() || text.size() > kMaxLabel || text.front() == '-' || text.back() == '-') return false;
  for (const char c : text) {
    if (!is_letter_or_digit(c) && c != '-') return false;
  }
  return true;
}

bool is_domain(std::string_view text) {
  bool dotted = false;
  while (true) {
    const auto dot = text.find('.');
    if (!is_label(text.substr(0, dot))) return false;
    if (dot == std::string_view::npos) break;
    dotted = true;
    text.remove_prefix(dot + 1);
  }
  // The last label is a name, never a number: 1.2.3.4 is no domain.
  return dotted && text.find_first_not_of("0123456789") != std::string_view::npos;
}

}  // namespace

Checked check_text(std::string_view text, const TextRule& rule) {
  // Before anything that costs: a character has at most four bytes, a line end two.
  if (text.size() > 4 * rule.max + 4096) {
    return refused({"This text is too long: at most {max} characters.", {{"max", std::to_string(rule.max)}}});
  }
  std::string value = with_plain_line_ends(rule.lines == Lines::single ? trim(text) : text);
  bool visible = false;
  if (auto problem = character_problem(value, rule.lines, visible)) return refused(std::move(*problem));
  const std::size_t characters = count_characters(value);
  if (rule.min > 0 && !visible) return refused({"Write something here."});
  if (characters < rule.min) {
    return refused({"This text is too short: at least {min} characters.", {{"min", std::to_string(rule.min)}}});
  }
  if (characters > rule.max) {
    return refused({"This text is too long: at most {max} characters.", {{"max", std::to_string(rule.max)}}});
  }
  return {std::move(value), std::nullopt};
}

bool looks_like_email(std::string_view text) {
  const auto at = text.find('@');
  return at != std::string_view::npos && text.size() <= kMaxEmail && is_local_part(text.substr(0, at)) &&
         is_domain(text.substr(at + 1));
}

Checked check_email(std::string_view text) {
  const auto trimmed = trim(text);
  if (trimmed.empty()) return refused({"Write your e-mail address."});
  if (!looks_like_email(trimmed)) return refused({"This is not an e-mail address: write it like name@example.org."});
  return {std::string(trimmed), std::nullopt};
}

bool is_handle(std::string_view text) {
  if (text.size() < kMinHandle || text.size() > kMaxHandle) return false;
  if (!is_letter_or_digit(text.front()) || !is_letter_or_digit(text.back())) return false;
  for (const char c : text) {
    if ((c >= 'A' && c <= 'Z') || (!is_letter_or_digit(c) && c != '-' && c != '_')) return false;
  }
  return true;
}

Checked check_handle(std::string_view text) {
  std::string value = small_letters(trim(text));
  if (is_handle(value)) return {std::move(value), std::nullopt};
  return refused(
      {"Choose {min} to {max} letters without accents, digits, hyphens or underscores, beginning and ending "
       "with a letter or a digit.",
       {{"min", std::to_string(kMinHandle)}, {"max", std::to_string(kMaxHandle)}}});
}

}  // namespace parvis::text
