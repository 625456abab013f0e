#include "core/text/elision.h"

#include <algorithm>
#include <array>

namespace parvis::text {
namespace {

constexpr std::array<std::string_view, 4> kElided{"de ", "que ", "De ", "Que "};
constexpr std::array<std::string_view, 44> kVowels{
    "a", "e", "i", "o", "u", "A", "E", "I", "O", "U", "à", "â", "ä", "á", "å", "æ", "é", "è", "ê", "ë", "î", "ï",
    "í", "ô", "ö", "ó", "ø", "œ", "ù", "û", "ü", "ú", "À", "Â", "Á", "É", "È", "Ê", "Î", "Ï", "Ô", "Ö", "Œ", "Û"};

// How much of `text` stays before an apostrophe, or all of it.
std::size_t kept(std::string_view text, std::string_view next) {
  if (!std::ranges::any_of(kVowels, [&](auto vowel) { return next.starts_with(vowel); })) return text.size();
  for (const auto word : kElided) {
    if (!text.ends_with(word)) continue;
    const auto begin = text.size() - word.size();
    // A word of its own, or one that follows a blank: not the end of "mode ".
    if (begin == 0 || text[begin - 1] == ' ' || text[begin - 1] == '\n') return text.size() - 2;
  }
  return text.size();
}

}  // namespace

std::string elided(Language language, std::string_view text, std::string_view next) {
  if (language != Language::fr || kept(text, next) == text.size()) return std::string(text);
  return std::string(text.substr(0, text.size() - 2)).append("’");
}

void elide_at(Language language, std::string& text, std::size_t at) {
  if (language != Language::fr) return;
  const auto before = std::string_view(text).substr(0, at);
  if (kept(before, std::string_view(text).substr(at)) == at) return;
  text.replace(at - 2, 2, "’");
}

}  // namespace parvis::text
