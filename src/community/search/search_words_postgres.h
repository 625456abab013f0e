// A query in the words of PostgreSQL's index: tsquery texts of lexemes as the program put them in (see
// schema/0006_search.postgres.sql), and what such a text cannot say, looked at in the stems themselves. Pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "community/search/search_index.h"

namespace parvis::community::postgres {

// Which of a post's lexemes are meant.
enum class Words { anywhere, in_title };

// ('fourch' | 'fork')
std::string any_of(const std::vector<std::string>& stems, Words words = Words::anywhere);
// All the terms that are wanted in these words, none of those left out anywhere; of phrases only their words.
std::string expression(const SearchQuery& query, const Marks& marks, Words words = Words::anywhere);

bool asks_for_phrases(const SearchQuery& query);
// Whether the phrases stand in these stems, and those left out do not.
bool has_its_phrases(const SearchQuery& query, std::string_view title, std::string_view body, Words words);

// The words between blanks.
std::vector<std::string_view> split(std::string_view stems);

}  // namespace parvis::community::postgres
