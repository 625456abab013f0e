// What somebody looks for: words, "phrases", -exclusions, and limits by space, tag, author, date, solved or not, read
// from one line of text and from the fields of the search form. Values and pure functions.
//
//   porte-bagages "fourche en acier" -carbone space:questions tag:fourche author:colombe after:2026-01-01 solved:yes
//
// The French names work too: espace: étiquette: auteur: après: avant: résolu:oui.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/time/instant.h"

namespace parvis::community {

// A longer line is cut: nobody types it, and each word costs.
inline constexpr std::size_t kMaxQueryLength = 300;
inline constexpr std::size_t kMaxQueryWords = 12;

struct QueryTerm {
  std::vector<std::vector<std::string>> words;  // in order; each with its stems in every language; one word: no phrase
  std::vector<std::string> typed;               // the folded words themselves, likewise
  bool excluded = false;
};

struct SearchQuery {
  std::string text;  // as typed, for the field
  std::vector<QueryTerm> terms;
  std::string space;   // slug, or empty
  std::string tag;     // as typed, or empty
  std::string author;  // handle, or empty
  std::optional<Instant> after, before;
  std::optional<bool> solved;

  // Is there anything to look for? Limits alone are enough; exclusions alone are not.
  bool is_empty() const;
  bool has_words() const;  // a term that is not excluded
};

SearchQuery parse_query(std::string_view typed);

}  // namespace parvis::community
