// What there is to compare when staff change something: for each verb of staff_acts.cpp whose act leaves something else
// behind, the facts of what it was done to. What is confidential (notes, keys, secrets) is no fact here. Constants; any
// thread.
#pragma once

#include <span>
#include <string_view>

#include "community/activity/verbs.h"
#include "core/store/sql.h"

namespace parvis::community {

// How a fact is read and said. The numbers of the first two are the database's and stay.
enum class Said {
  as_written = 1,  // one text
  in_words = 2,    // words of the program, in the reader's language: lines, whose parts stand between ": "
  by_number = 3,   // a number that stands for such words
  in_languages,    // a JSON of language to text
  as_list,         // a row for each; what was taken off and what was added is told
  as_words_list,   // the same, in words
  as_settings,     // a JSON object: each of its members is a fact
};

struct NumberWords {
  std::int64_t number = 0;
  const char* words = "";
};

// Reads text, of the object of the act ($1), where it asks for one.
struct StaffFact {
  Verb verb;
  const char* words;
  store::Sql sql;
  Said said = Said::as_written;
  std::span<const NumberWords> numbers = {};
};
std::span<const StaffFact> staff_facts();

// Members of settings: what they are called, and what may be told of them.
struct SettingWords {
  std::string_view key;
  const char* words;
  bool is_told = true;  // else only that it changed: it names a person or a thing by its number
  std::span<const NumberWords> numbers = {};
};
const SettingWords* setting_words(std::string_view key);
// Words that stand for a value as settings keep it ("approval"); nullptr when it is said as it is.
const char* value_words(std::string_view value);

}  // namespace parvis::community
