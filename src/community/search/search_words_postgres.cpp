#include "community/search/search_words_postgres.h"

#include <fmt/format.h>

#include <algorithm>

namespace parvis::community::postgres {
namespace {

std::string all_of(const QueryTerm& term, Words words) {
  std::string text;
  for (const auto& stems : term.words) text.append(text.empty() ? "(" : " & ").append(any_of(stems, words));
  return text + ")";
}

bool is_phrase(const QueryTerm& term) { return term.words.size() > 1; }

// Whether the phrase stands in the stems, from the beginning of a word to the end of one.
bool stands_in(std::string_view stems, std::string_view phrase) {
  const auto is_blank = [&](std::size_t at) { return at >= stems.size() || stems[at] == ' '; };
  for (auto at = stems.find(phrase); at != stems.npos; at = stems.find(phrase, at + 1)) {
    if ((at == 0 || is_blank(at - 1)) && is_blank(at + phrase.size())) return true;
  }
  return false;
}

}  // namespace

// Stems are letters and digits, so no quote stands in them.
std::string any_of(const std::vector<std::string>& stems, Words words) {
  std::string text;
  for (const auto& stem : stems) {
    text.append(text.empty() ? "('" : " | '").append(words == Words::in_title ? "=" : "").append(stem).append("'");
  }
  return text + ")";
}

std::string expression(const SearchQuery& query, const Marks& marks, Words words) {
  std::string text;
  const auto add = [&text](const std::string& part) { text.append(text.empty() ? "" : " & ").append(part); };
  for (const auto& term : query.terms) {
    if (!term.excluded) add(all_of(term, words));
    if (term.excluded && !is_phrase(term)) add("!" + all_of(term, Words::anywhere));
  }
  const auto limit_to = [&](char kind, std::int64_t id) {
    if (id != 0) add(fmt::format("'#{}{}'", kind, id));
  };
  limit_to('s', marks.space.value);
  limit_to('a', marks.author.value);
  limit_to('t', marks.tag.value);
  return text;
}

bool asks_for_phrases(const SearchQuery& query) { return std::ranges::any_of(query.terms, is_phrase); }

bool has_its_phrases(const SearchQuery& query, std::string_view title, std::string_view body, Words words) {
  return std::ranges::all_of(query.terms, [&](const QueryTerm& term) {
    if (!is_phrase(term)) return true;
    const bool in_title = words == Words::in_title && !term.excluded;
    const bool stands = std::ranges::any_of(alternatives(term), [&](const std::string& way) {
      return stands_in(title, way) || (!in_title && stands_in(body, way));
    });
    return stands != term.excluded;
  });
}

std::vector<std::string_view> split(std::string_view stems) {
  std::vector<std::string_view> words;
  while (!stems.empty()) {
    const auto word = stems.substr(0, stems.find_first_of(" \t\n\r"));
    if (!word.empty()) words.push_back(word);
    stems.remove_prefix(std::min(word.size() + 1, stems.size()));
  }
  return words;
}

}  // namespace parvis::community::postgres
