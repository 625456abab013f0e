// Words and sentence patterns of a language, for generated texts. In a pattern: %n a noun, %N the same with a capital,
// %a an adjective, %v a verb, %r an adverb, %m a moment or place, %M the same with a capital, %x a noun with the
// indefinite article, %y and %Y the same with an adjective, %l and %L a noun with the definite article. Immutable;
// usable from any thread.
#pragma once

#include <string_view>
#include <vector>

namespace parvis::exchange {

struct Vocabulary {
  std::string_view language;
  std::vector<std::string_view> nouns;           // of French, the masculine ones
  std::vector<std::string_view> feminine_nouns;  // of French only
  std::vector<std::string_view> adjectives;      // "vert/verte" where the two forms differ
  std::vector<std::string_view> verbs, adverbs;
  std::vector<std::string_view> moments, sentences, titles;
};

const Vocabulary& english();
const Vocabulary& french();

std::vector<std::string_view> words_of(std::string_view list);    // separated by blanks
std::vector<std::string_view> phrases_of(std::string_view list);  // separated by "|"

}  // namespace parvis::exchange
