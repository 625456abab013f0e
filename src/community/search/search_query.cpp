#include "community/search/search_query.h"

#include <algorithm>
#include <array>

#include "core/text/words.h"

namespace parvis::community {
namespace {

struct Limit {
  std::string_view name;
  enum Kind { space, tag, author, after, before, solved } kind;
};
constexpr std::array<Limit, 13> kLimits{{{"space", Limit::space},
                                         {"espace", Limit::space},
                                         {"tag", Limit::tag},
                                         {"étiquette", Limit::tag},
                                         {"author", Limit::author},
                                         {"auteur", Limit::author},
                                         {"after", Limit::after},
                                         {"après", Limit::after},
                                         {"before", Limit::before},
                                         {"avant", Limit::before},
                                         {"solved", Limit::solved},
                                         {"résolu", Limit::solved},
                                         {"resolu", Limit::solved}}};

std::optional<bool> yes_or_no(std::string_view value) {
  if (value == "yes" || value == "oui" || value == "1") return true;
  if (value == "no" || value == "non" || value == "0") return false;
  return std::nullopt;
}

// A limit that cannot be read ("after:soon") is no limit: its text is looked for instead.
bool take_limit(SearchQuery& query, std::string_view piece) {
  const auto colon = piece.find(':');
  if (colon == std::string_view::npos || colon + 1 == piece.size()) return false;
  const auto value = piece.substr(colon + 1);
  const auto limit = std::ranges::find(kLimits, piece.substr(0, colon), &Limit::name);
  if (limit == kLimits.end()) return false;
  switch (limit->kind) {
    case Limit::space: query.space = value; return true;
    case Limit::tag: query.tag = value; return true;
    case Limit::author: query.author = value.starts_with('@') ? value.substr(1) : value; return true;
    case Limit::after: return (query.after = parse_rfc3339(value)).has_value();
    case Limit::before: return (query.before = parse_rfc3339(value)).has_value();
    case Limit::solved: return (query.solved = yes_or_no(value)).has_value();
  }
  return false;
}

void add_words(SearchQuery& query, std::string_view text, bool excluded, bool phrase) {
  QueryTerm term;
  term.excluded = excluded;
  for (const auto& token : text::words(text, text::Language::en)) {
    if (query.terms.size() + term.words.size() >= kMaxQueryWords) break;
    term.words.push_back(text::stems_of(token.word));
    term.typed.push_back(token.word);
    if (phrase) continue;
    query.terms.push_back(std::move(term));
    term = {};
    term.excluded = excluded;
  }
  if (phrase && !term.words.empty()) query.terms.push_back(std::move(term));
}

// The next piece at the front of `rest`: a quoted phrase with its quotes, or what stands before a blank.
std::string_view take_piece(std::string_view& rest) {
  rest.remove_prefix(std::min(rest.find_first_not_of(" \t\n\r"), rest.size()));
  std::size_t end = 0;
  const std::size_t quote = rest.starts_with("-\"") ? 1 : 0;
  if (rest.size() > quote && rest[quote] == '"') {
    end = rest.find('"', quote + 1);
    end = end == std::string_view::npos ? rest.size() : end + 1;
  } else {
    end = std::min(rest.find_first_of(" \t\n\r\""), rest.size());
    if (end == 0 && !rest.empty()) end = 1;
  }
  const auto piece = rest.substr(0, end);
  rest.remove_prefix(end);
  return piece;
}

void read_piece(SearchQuery& query, std::string_view piece) {
  const bool excluded = piece.size() > 1 && piece.front() == '-';
  if (excluded) piece.remove_prefix(1);
  if (piece.starts_with('"')) {
    piece.remove_prefix(1);
    if (piece.ends_with('"')) piece.remove_suffix(1);
    add_words(query, piece, excluded, true);
    return;
  }
  if (!excluded && (take_limit(query, piece))) return;
  // A hyphen or an apostrophe inside joins words that belong together: "porte-bagages" is looked for as a phrase.
  add_words(query, piece, excluded, text::words(piece, text::Language::en).size() > 1);
}

// The greatest length up to `most` that cuts no character in two.
std::size_t whole_characters(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text.size();
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;
  return most;
}

}  // namespace

bool SearchQuery::has_words() const {
  return std::ranges::any_of(terms, [](const QueryTerm& term) { return !term.excluded; });
}

bool SearchQuery::is_empty() const {
  return !has_words() && space.empty() && tag.empty() && author.empty() && !after && !before && !solved;
}

SearchQuery parse_query(std::string_view typed) {
  SearchQuery query;
  query.text = typed.substr(0, whole_characters(typed, kMaxQueryLength));
  for (std::string_view rest = query.text; !rest.empty();) {
    const auto piece = take_piece(rest);
    if (!piece.empty()) read_piece(query, piece);
  }
  return query;
}

}  // namespace parvis::community
