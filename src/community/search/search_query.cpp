#include "community/search/search_query.h"

#include <algorithm>
#include <array>

#include "core/text/unicode.h"
#include "core/text/words.h"

namespace parvis::community {
namespace {

struct LimitName {
  std::string_view name;  // folded
  LimitKind kind;
};
constexpr std::array<LimitName, 12> kLimitNames{{{"space", LimitKind::space},
                                                 {"espace", LimitKind::space},
                                                 {"tag", LimitKind::tag},
                                                 {"etiquette", LimitKind::tag},
                                                 {"author", LimitKind::author},
                                                 {"auteur", LimitKind::author},
                                                 {"after", LimitKind::after},
                                                 {"apres", LimitKind::after},
                                                 {"before", LimitKind::before},
                                                 {"avant", LimitKind::before},
                                                 {"solved", LimitKind::solved},
                                                 {"resolu", LimitKind::solved}}};
constexpr std::size_t kLongestName = 16;  // bytes of a limit's name, accents included
constexpr std::string_view kBlanks = " \t\n\r";

// The limit that this text, up to its colon, names.
std::optional<LimitKind> limit_named(std::string_view piece) {
  const auto colon = piece.find(':');
  if (colon == std::string_view::npos || colon > kLongestName) return std::nullopt;
  const auto known = std::ranges::find(kLimitNames, text::fold(piece.substr(0, colon)), &LimitName::name);
  return known == kLimitNames.end() ? std::nullopt : std::optional(known->kind);
}

std::string_view without_quotes(std::string_view value) {
  if (value.starts_with('"')) value.remove_prefix(1);
  if (value.ends_with('"')) value.remove_suffix(1);
  return text::trim(value);
}

void set_limit(SearchQuery& query, LimitKind kind, std::string_view value, text::TimeZone zone) {
  const auto readable = [&](bool is_read) {
    if (!is_read) query.unreadable.push_back(kind);
  };
  switch (kind) {
    case LimitKind::space: query.space = value; return;
    case LimitKind::tag: query.tag = value.substr(value.starts_with('#') ? 1 : 0); return;
    case LimitKind::author: query.author = value.substr(value.starts_with('@') ? 1 : 0); return;
    case LimitKind::after: return readable((query.after = start_of(value, zone)).has_value());
    case LimitKind::before: return readable((query.before = start_of(value, zone)).has_value());
    case LimitKind::solved: return readable((query.solved = yes_or_no(value)).has_value());
  }
}

bool take_limit(SearchQuery& query, std::string_view piece, text::TimeZone zone) {
  const auto kind = limit_named(piece);
  if (!kind) return false;
  const auto value = without_quotes(piece.substr(piece.find(':') + 1));
  if (value.empty()) return false;  // "author:" before a blank is a word like another
  set_limit(query, *kind, value, zone);
  return true;
}

void add_words(SearchQuery& query, std::string_view text, bool excluded, bool phrase) {
  QueryTerm term;
  term.excluded = excluded;
  std::size_t words = 0;
  for (const auto& known : query.terms) words += known.words.size();
  for (const auto& token : text::words(text, text::Language::en)) {
    if (++words > kMaxQueryWords) break;
    term.words.push_back(text::stems_of(token.word));
    term.typed.push_back(token.word);
    if (phrase) continue;
    query.terms.push_back(std::move(term));
    term = {};
    term.excluded = excluded;
  }
  if (phrase && !term.words.empty()) query.terms.push_back(std::move(term));
}

// To the end of what is quoted from `quote` on, the closing quote included.
std::size_t end_of_quotation(std::string_view text, std::size_t quote) {
  const auto end = text.find('"', quote + 1);
  return end == std::string_view::npos ? text.size() : end + 1;
}

// The next piece at the front of `rest`: a quoted phrase or a limit's quoted value with its quotes, or what stands
// before a blank.
std::string_view take_piece(std::string_view& rest) {
  rest.remove_prefix(std::min(rest.find_first_not_of(kBlanks), rest.size()));
  const std::size_t dash = rest.starts_with("-\"") ? 1 : 0;
  std::size_t end = 0;
  if (rest.size() > dash && rest[dash] == '"') {
    end = end_of_quotation(rest, dash);
  } else {
    end = std::min(rest.find_first_of(" \t\n\r\""), rest.size());
    if (end > 0 && end < rest.size() && rest[end] == '"' && rest[end - 1] == ':' && limit_named(rest.substr(0, end))) {
      end = end_of_quotation(rest, end);
    }
  }
  const auto piece = rest.substr(0, end);
  rest.remove_prefix(end);
  return piece;
}

void read_piece(SearchQuery& query, std::string_view piece, text::TimeZone zone) {
  const bool excluded = piece.size() > 1 && piece.front() == '-';
  if (excluded) piece.remove_prefix(1);
  if (piece.starts_with('"')) return add_words(query, without_quotes(piece), excluded, true);
  if (!excluded && take_limit(query, piece, zone)) return;
  // A hyphen or an apostrophe inside joins words that belong together: "porte-bagages" is looked for as a phrase.
  add_words(query, piece, excluded, text::words(piece, text::Language::en).size() > 1);
}

// « … » and “…” quote as "…" does.
std::string with_plain_quotes(std::string_view text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size();) {
    const auto decoded = text::decode(text, at);
    const bool quote = decoded.code == U'«' || decoded.code == U'»' || decoded.code == U'“' || decoded.code == U'”' ||
                       decoded.code == U'„';
    if (quote) {
      plain += '"';
    } else if (text::is_space(decoded.code)) {
      plain += ' ';  // the no-break ones that French typing puts inside its quotes
    } else {
      plain += text.substr(at, decoded.size);
    }
    at += decoded.size;
  }
  return plain;
}

}  // namespace

bool SearchQuery::has_words() const {
  return std::ranges::any_of(terms, [](const QueryTerm& term) { return !term.excluded; });
}

bool SearchQuery::is_empty() const {
  return !has_words() && space.empty() && tag.empty() && author.empty() && !after && !before && !solved;
}

SearchQuery parse_query(std::string_view typed, text::TimeZone zone) {
  SearchQuery query;
  query.text = text::cut_at_character(typed, kMaxQueryLength);
  const auto plain = with_plain_quotes(query.text);
  for (std::string_view rest = plain; !rest.empty();) {
    const auto piece = take_piece(rest);
    if (!piece.empty()) read_piece(query, piece, zone);
  }
  return query;
}

std::optional<Instant> start_of(std::string_view date, text::TimeZone zone) {
  std::string day(text::trim(date));
  if (day.size() == 4) day += "-01";
  if (day.size() == 7) day += "-01";
  return text::start_of_day(day, zone);
}

std::optional<bool> yes_or_no(std::string_view value) {
  const auto word = text::fold(value);
  if (word == "yes" || word == "oui" || word == "1") return true;
  if (word == "no" || word == "non" || word == "0") return false;
  return std::nullopt;
}

}  // namespace parvis::community
