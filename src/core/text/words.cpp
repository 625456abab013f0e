#include "core/text/words.h"

#include <algorithm>
#include <unordered_map>

#include "core/text/stemming.h"
#include "core/text/word_scanner.h"

namespace parvis::text {
namespace {

constexpr std::size_t kGuessFrom = 800;  // bytes: some 130 words tell enough

// The commonest words that belong to one of the two languages only.
constexpr std::string_view kEnglishWords[] = {
    "the",   "of",   "and",   "to",   "in",   "is",    "that", "it",      "was",    "for",    "with",  "be",
    "by",    "at",   "this",  "have", "from", "they",  "you",  "his",     "her",    "which",  "would", "there",
    "their", "what", "when",  "who",  "will", "how",   "my",   "your",    "has",    "had",    "been",  "were",
    "are",   "its",  "if",    "do",   "does", "did",   "can",  "could",   "should", "but",    "not",   "all",
    "we",    "he",   "she",   "an",   "or",   "so",    "than", "then",    "some",   "any",    "about", "into",
    "just",  "like", "these", "them", "dont", "where", "why",  "because", "after",  "before", "very",  "too",
    "only",  "also", "out",   "up",   "no",   "other"};
constexpr std::string_view kFrenchWords[] = {
    "le",     "la",     "les",   "de",    "des",   "du",    "et",     "est",     "un",       "une",   "que",  "qui",
    "dans",   "pour",   "pas",   "sur",   "avec",  "ce",    "cette",  "ces",     "je",       "tu",    "il",   "elle",
    "nous",   "vous",   "ils",   "elles", "mon",   "ma",    "mes",    "ton",     "ta",       "tes",   "sa",   "ses",
    "leur",   "leurs",  "au",    "aux",   "en",    "ne",    "se",     "sont",    "ont",      "suis",  "etre", "avoir",
    "fait",   "mais",   "ou",    "donc",  "car",   "si",    "comme",  "tout",    "tous",     "toute", "plus", "moins",
    "tres",   "bien",   "aussi", "meme",  "quand", "quel",  "quelle", "comment", "pourquoi", "y",     "cela", "ca",
    "etait",  "ete",    "peut",  "faut",  "votre", "notre", "vos",    "nos",     "sans",     "sous",  "chez", "entre",
    "depuis", "encore", "deja",  "alors", "puis",  "ainsi", "apres",  "avant"};

const std::unordered_map<std::string_view, Language>& common_words() {
  static const auto all = [] {
    std::unordered_map<std::string_view, Language> map;
    for (const auto word : kEnglishWords) map.emplace(word, Language::en);
    for (const auto word : kFrenchWords) map.emplace(word, Language::fr);
    return map;
  }();
  return all;
}

}  // namespace

std::vector<Token> words(std::string_view text, Language language) {
  std::vector<Token> tokens;
  tokens.reserve(text.size() / 6);
  WordScanner scanner(text);
  for (ScannedWord found; scanner.next(found);) {
    tokens.push_back({std::string(stem_of(found.word, language)), std::string(found.word), found.start, found.end});
  }
  return tokens;
}

std::string index_text(std::string_view text, Language language) {
  std::string out;
  out.reserve(text.size());
  WordScanner scanner(text);
  for (ScannedWord found; scanner.next(found);) {
    if (!out.empty()) out.push_back(' ');
    out.append(stem_of(found.word, language));
  }
  return out;
}

std::string fold(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  WordScanner scanner(text);
  for (ScannedWord found; scanner.next(found);) {
    if (!out.empty()) out.push_back(' ');
    out.append(found.word);
  }
  return out;
}

std::vector<std::string> stems_of(std::string_view folded_word) {
  std::vector<std::string> stems;
  for (const auto language : kLanguages) {
    const auto stem = stem_of(folded_word, language);
    if (std::ranges::find(stems, stem) == stems.end()) stems.emplace_back(stem);
  }
  return stems;
}

Language guess_language(std::string_view text, Language fallback) {
  int balance = 0;
  WordScanner scanner(text.substr(0, kGuessFrom));
  for (ScannedWord found; scanner.next(found);) {
    const auto known = common_words().find(found.word);
    if (known != common_words().end()) balance += known->second == Language::fr ? 1 : -1;
  }
  if (balance == 0) return fallback;
  return balance > 0 ? Language::fr : Language::en;
}

bool is_common_word(std::string_view folded_word, Language language) {
  const auto known = common_words().find(folded_word);
  if (known != common_words().end()) return known->second == language;
  return folded_word == "a" || folded_word == "on" || folded_word == "me" || folded_word == "as" ||
         folded_word == "son" || (folded_word == "i" && language == Language::en);
}

}  // namespace parvis::text
