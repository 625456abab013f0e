// What somebody looks for: words, "phrases", -exclusions, and limits by space, tag, author, date, solved or not, read
// from one line of text and from the fields of the search form. Values and pure functions.
//
//   porte-bagages "fourche en acier" -carbone space:questions tag:fourche author:colombe after:2026-01-01 solved:yes
//
// The French names work too (espace: étiquette: auteur: après: avant: résolu:oui), in capitals or without accents, and
// a value of several words stands in quotes: space:"Tours et détours".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/dates.h"
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

// What a search may be limited by.
enum class LimitKind { space, tag, author, after, before, solved };

struct SearchQuery {
  std::string text;  // as typed, for the field
  std::vector<QueryTerm> terms;
  std::string space;   // slug or name, or empty
  std::string tag;     // as typed, or empty
  std::string author;  // handle or name, or empty
  std::optional<Instant> after, before;
  std::optional<bool> solved;
  std::vector<LimitKind> unreadable;  // limits whose value is no date, no yes or no

  // Is there anything to look for? Limits alone are enough; exclusions alone are not.
  bool is_empty() const;
  bool has_words() const;  // a term that is not excluded
};

// Dates begin in `zone`: that of who asks.
SearchQuery parse_query(std::string_view typed, text::TimeZone zone = {});

// The instant at which a day ("2026-05-31"), month ("2026-05") or year ("2026") begins; nothing when it is none.
std::optional<Instant> start_of(std::string_view date, text::TimeZone zone);
// "yes" and "no" in both languages.
std::optional<bool> yes_or_no(std::string_view value);

}  // namespace parvis::community
