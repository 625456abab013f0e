#include "core/text/folding.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <array>

namespace parvis::text {
namespace {

struct Folded {
  char text[3] = {};
  unsigned char size = 0;
};

constexpr char32_t kLatinBegin = 0x80;
constexpr char32_t kLatinEnd = 0x250;
constexpr char32_t kAdditionalBegin = 0x1E00;
constexpr char32_t kAdditionalEnd = 0x1F00;

// Letters that no decomposition gives.
std::string_view special(char32_t small) {
  switch (small) {
    case U'ª': return "a";
    case U'º': return "o";
    case U'µ': return "u";
    case U'æ': return "ae";
    case U'œ': return "oe";
    case U'ß':
    case U'ẞ': return "ss";
    case U'ø': return "o";
    case U'đ':
    case U'ð': return "d";
    case U'þ': return "th";
    case U'ħ': return "h";
    case U'ı': return "i";
    case U'ł': return "l";
    case U'ŋ': return "n";
    case U'ŧ': return "t";
    case U'ĳ': return "ij";
    case U'ſ': return "s";
    default: return {};
  }
}

Folded folded(char32_t code) {
  Folded result;
  const auto set = [&](std::string_view text) {
    result.size = static_cast<unsigned char>(text.copy(result.text, sizeof result.text));
  };
  const auto small = static_cast<char32_t>(u_tolower(static_cast<UChar32>(code)));
  if (const auto found = special(small); !found.empty()) return set(found), result;
  UErrorCode status = U_ZERO_ERROR;
  const auto* decomposer = icu::Normalizer2::getNFDInstance(status);
  const auto parts = decomposer->normalize(icu::UnicodeString(static_cast<UChar32>(small)), status);
  const char16_t first = parts.isEmpty() ? 0 : parts[0];
  const char letter = static_cast<char>(first);
  if ((first >= 'a' && first <= 'z') || (first >= '0' && first <= '9')) set({&letter, 1});
  return result;
}

template <std::size_t N>
std::array<Folded, N> table_from(char32_t begin) {
  std::array<Folded, N> table;
  for (std::size_t i = 0; i < N; ++i) table[i] = folded(begin + static_cast<char32_t>(i));
  return table;
}

}  // namespace

std::string_view folded_latin(char32_t code) {
  static const auto latin = table_from<kLatinEnd - kLatinBegin>(kLatinBegin);
  static const auto additional = table_from<kAdditionalEnd - kAdditionalBegin>(kAdditionalBegin);
  static constexpr std::string_view kPlain = "0123456789abcdefghijklmnopqrstuvwxyz";
  const Folded* found = nullptr;
  if (code >= kLatinBegin && code < kLatinEnd) found = &latin[code - kLatinBegin];
  if (code >= kAdditionalBegin && code < kAdditionalEnd) found = &additional[code - kAdditionalBegin];
  if (found != nullptr) return {found->text, found->size};
  if (code >= 0xFF10 && code <= 0xFF19) return kPlain.substr(code - 0xFF10, 1);
  if (code >= 0xFF21 && code <= 0xFF3A) return kPlain.substr(code - 0xFF21 + 10, 1);
  if (code >= 0xFF41 && code <= 0xFF5A) return kPlain.substr(code - 0xFF41 + 10, 1);
  return {};
}

char32_t folded_other(char32_t code) {
  const auto character = static_cast<UChar32>(code);
  const auto category = U_GET_GC_MASK(character);
  if ((category & (U_GC_L_MASK | U_GC_N_MASK | U_GC_MN_MASK | U_GC_MC_MASK)) == 0) return 0;
  return static_cast<char32_t>(u_foldCase(character, U_FOLD_CASE_DEFAULT));
}

bool is_written_without_blanks(char32_t code) {
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(static_cast<UChar32>(code), &status)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR: return true;
    default: return false;
  }
}

}  // namespace parvis::text
