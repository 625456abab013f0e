#include "community/threads/tag.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>

#include "core/text/unicode.h"
#include "core/text/validate.h"

namespace parvis::community {
namespace {

// Small letters and one form for each character (Unicode's NFKC_Casefold), accents kept.
std::string folded(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* normalizer = icu::Normalizer2::getNFKCCasefoldInstance(status);
  auto wide = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  if (U_SUCCESS(status)) wide = normalizer->normalize(wide, status);
  std::string out;
  return wide.toUTF8String(out);
}

// Without outer blanks, inner ones as one hyphen: a tag is one word, in lists as in the history.
std::string as_one_word(std::string_view text) {
  const auto trimmed = text::trim(text);
  std::string out;
  bool blank = false;
  for (std::size_t at = 0; at < trimmed.size();) {
    const auto decoded = text::decode(trimmed, at);
    if (decoded.valid && text::is_space(decoded.code)) {
      blank = true;
    } else {
      if (blank) out.push_back('-');
      blank = false;
      out.append(trimmed.substr(at, decoded.size));
    }
    at += decoded.size;
  }
  return out;
}

bool is_separator(char c) { return c == ',' || c == ';' || c == '\n' || c == '\r'; }

}  // namespace

std::string tag_key(std::string_view name) { return folded(as_one_word(name)); }

std::vector<std::string> split_tags(std::string_view typed) {
  std::vector<std::string> names;
  while (!typed.empty()) {
    const auto end = std::find_if(typed.begin(), typed.end(), is_separator);
    const auto name = text::trim(std::string_view(typed.begin(), end));
    if (!name.empty() && std::ranges::find(names, name) == names.end()) names.emplace_back(name);
    typed.remove_prefix(static_cast<std::size_t>(end - typed.begin()) + (end == typed.end() ? 0 : 1));
  }
  return names;
}

Outcome<std::vector<std::string>> check_tags(const std::vector<std::string>& names) {
  std::vector<std::string> kept, keys;
  for (const auto& name : names) {
    auto checked = text::check_text(name, {.min = 1, .max = kMaxTagLength, .lines = text::Lines::single});
    if (checked.problem) return Mistakes{{"tags", *checked.problem}};
    if (std::ranges::any_of(checked.value, is_separator)) {
      return Mistakes{{"tags", {"A tag cannot hold a comma or a semicolon."}}};
    }
    auto key = tag_key(checked.value);
    if (key.empty()) return Mistakes{{"tags", {"Write something here."}}};
    if (std::ranges::find(keys, key) != keys.end()) continue;
    keys.push_back(std::move(key));
    kept.push_back(as_one_word(checked.value));
  }
  if (kept.size() > kMaxTags) {
    return Mistakes{{"tags", {"At most {max} tags, please.", {{"max", std::to_string(kMaxTags)}}}}};
  }
  return kept;
}

}  // namespace parvis::community
