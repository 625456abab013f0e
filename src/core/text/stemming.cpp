#include "core/text/stemming.h"

#include <libstemmer.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <string>

#include "core/text/folding.h"
#include "core/text/unicode.h"
#include "core/text/words.h"

namespace parvis::text {
namespace {

constexpr std::size_t kSlots = 8192;   // a language's everyday words are fewer
constexpr std::size_t kSlotText = 24;  // longer words are rare: they are stemmed each time

// Accents are folded before stemming, so that a word with and without them meets; but Snowball's French rules know
// some endings by their accent alone. These are given it back, whoever wrote them without.
struct Ending {
  std::string_view folded;
  std::string_view accented;
};
constexpr Ending kFrenchEndings[] = {{"ees", "é"},       {"ee", "é"},      {"ieres", "ières"}, {"iere", "ière"},
                                     {"erent", "èrent"}, {"ites", "ités"}, {"ite", "ité"}};
constexpr std::size_t kShortestBeforeEnding = 2;

struct Stemmers {
  using Stemmer = std::unique_ptr<sb_stemmer, decltype(&sb_stemmer_delete)>;
  Stemmer english{sb_stemmer_new("english", "UTF_8"), &sb_stemmer_delete};
  Stemmer french{sb_stemmer_new("french", "UTF_8"), &sb_stemmer_delete};
};

// Snowball leaves the plural after a, i, o and u ("vélos", "pneus", "taxis"), afraid of words like "avis".
bool has_plain_plural(std::string_view word) {
  if (word.size() < 5 || word.back() != 's') return false;
  const char before = word[word.size() - 2];
  if (before == 'i') return std::string_view("aeiou").find(word[word.size() - 3]) == std::string_view::npos;
  return before == 'a' || before == 'o' || before == 'u';
}

std::string prepared_for_french(std::string_view word) {
  if (has_plain_plural(word)) word.remove_suffix(1);
  for (const auto& ending : kFrenchEndings) {
    if (word.ends_with(ending.folded) && word.size() >= ending.folded.size() + kShortestBeforeEnding) {
      return std::string(word.substr(0, word.size() - ending.folded.size())).append(ending.accented);
    }
  }
  return std::string(word);
}

void append_folded(std::string& out, std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto decoded = decode(text, at);
    if (decoded.code < 0x80) {
      out.push_back(text[at]);
    } else {
      out.append(folded_latin(decoded.code));
    }
    at += decoded.size;
  }
}

std::string computed_stem(std::string_view word, Language language) {
  thread_local const Stemmers stemmers;
  const bool french = language == Language::fr;
  const std::string input = french ? prepared_for_french(word) : std::string(word);
  auto* stemmer = (french ? stemmers.french : stemmers.english).get();
  const auto* stem =
      sb_stemmer_stem(stemmer, reinterpret_cast<const sb_symbol*>(input.data()), static_cast<int>(input.size()));
  if (stem == nullptr) return std::string(word);
  std::string out;
  append_folded(out, {reinterpret_cast<const char*>(stem), static_cast<std::size_t>(sb_stemmer_length(stemmer))});
  return out.empty() ? std::string(word) : out;
}

struct Slot {
  char word[kSlotText];
  char stem[kSlotText];
  unsigned char word_size;  // 0: empty
  unsigned char stem_size;
};
using Cache = std::array<Slot, kSlots>;

std::size_t hash(std::string_view word) {
  std::size_t value = 1469598103934665603u;  // FNV-1a, quick on short words
  for (const char c : word) value = (value ^ static_cast<unsigned char>(c)) * 1099511628211u;
  return value ^ (value >> 29);
}

bool is_stemmed(std::string_view word) {
  return word.size() >= 3 && std::ranges::all_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
}

}  // namespace

std::string_view stem_of(std::string_view word, Language language) {
  if (!is_stemmed(word)) return word;
  if (word.size() > kSlotText) {
    thread_local std::string long_stem;
    long_stem = computed_stem(word, language);
    return long_stem;
  }
  thread_local const std::unique_ptr<std::array<Cache, kLanguages.size()>> caches =
      std::make_unique<std::array<Cache, kLanguages.size()>>();
  Slot& slot = (*caches)[static_cast<std::size_t>(language)][hash(word) % kSlots];
  if (slot.word_size != word.size() || std::memcmp(slot.word, word.data(), word.size()) != 0) {
    const std::string stem = computed_stem(word, language);
    slot.word_size = static_cast<unsigned char>(word.copy(slot.word, kSlotText));
    slot.stem_size = static_cast<unsigned char>(stem.copy(slot.stem, kSlotText));
  }
  return {slot.stem, slot.stem_size};
}

}  // namespace parvis::text
