// Words for searching, made by the program so that every database gives the same answers: text is cut into words, case
// and accents are folded, French elisions taken off (l’, d’, qu’, jusqu’…), and each word is reduced to its stem
// (Snowball, English or French). The same is done to what is looked for. Text must be UTF-8; bad bytes separate words.
// Usable from any thread: each thread keeps its own stemmers and a cache of stems (about 1 MB).
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/text/language.h"

namespace parvis::text {

inline constexpr std::size_t kMaxWord = 40;  // bytes kept of one word; the rest of a longer one is passed over

struct Token {
  std::string stem;       // of a-z and 0-9, or letters of other scripts in small form
  std::string word;       // folded but whole: to complete a prefix, to show a suggestion
  std::size_t start = 0;  // in the text, in bytes, without an elided article
  std::size_t end = 0;
};

// Words are letters, digits and both together ("28", "700c", "M5"); hyphens, points and blanks separate them.
std::vector<Token> words(std::string_view text, Language language);
// The stems joined by blanks, for the full-text index.
std::string index_text(std::string_view text, Language language);
// The folded words joined by blanks, without stemming: for prefixes, tags and comparison.
std::string fold(std::string_view text);
// The stems of one folded word (Token::word): in each language, without repetition. For what is looked for, since its
// language is not known.
std::vector<std::string> stems_of(std::string_view folded_word);

// The language most of the common words of the first 800 bytes belong to; `fallback` when they do not tell.
Language guess_language(std::string_view text, Language fallback);
// Is this folded word so common in the language that it says nothing about a text?
bool is_common_word(std::string_view folded_word, Language language);

// Can one become the other by adding, taking out or changing one character, or exchanging two neighbours?
bool edit_distance_at_most_one(std::string_view a, std::string_view b);
// The word and each word got by taking one character out: two words within one error share one of them.
std::vector<std::string> deletions(std::string_view word);

// The best passage of a text for what was looked for.
struct Passage {
  std::string text;  // from the original, between word boundaries, line ends made blanks
  std::vector<std::pair<std::size_t, std::size_t>> marks;  // [begin, end) in `text`, in order
  bool cut_before = false;
  bool cut_after = false;
};
// About `length` bytes around the place where most different `stems` stand; the beginning when none does.
Passage highlight(std::string_view text, std::span<const std::string> stems, Language language,
                  std::size_t length = 200);

}  // namespace parvis::text
