// Finding units: by their name in order, or by words. A word is looked for whole, as the beginning of one, and where
// that gives nothing with one character wrong: two words within one error share one of those that are left when a
// character is taken out (Garbe's symmetric deletion), and those stand in the index.
#include <algorithm>
#include <unordered_map>

#include "community/units/unit.h"
#include "core/text/words.h"

namespace parvis::community {
namespace {

constexpr std::size_t kMostWords = 6;       // of a question: those after it hardly narrow it
constexpr std::size_t kLeastToNarrow = 3;   // a shorter word begins a good part of all words
constexpr int kMostBeginnings = 2000;       // of which only so many are looked at
constexpr std::size_t kLeastForErrors = 4;  // in a shorter word one error makes nearly any other

constexpr store::Sql kUnits{
    "select id, kind, name, other_names, place, from_year, to_year from unit where removed_at is null"};
constexpr store::Sql kByName{" and (name_key, id) > ($1, $2)"};
constexpr store::Sql kNarrowed{" and ($4 = 0 or kind = $4)"};
constexpr store::Sql kInOrder{" order by name_key, id limit $3"};
constexpr store::Sql kThese{" and id in ("};
constexpr store::Sql kClose{")"};
constexpr store::Sql kBeginning{"select unit, word = $3 from unit_word where word >= $1 and word < $2 and whole = 1"};
constexpr store::Sql kSomeBeginning{R"(
  select unit, word = $3 from unit_word where word >= $1 and word < $2 and whole = 1 order by word limit $4)"};
constexpr store::Sql kBeginningAmong{R"(
  select unit, word = $3 from unit_word where word >= $1 and word < $2 and whole = 1 and unit in ()"};
constexpr store::Sql kNear{"select unit from unit_word where word = $1"};

struct Beginning {
  UnitId unit;
  bool is_whole;
};
struct Near {
  UnitId unit;
};

// How close a unit comes: by each word of the question.
using Closeness = std::unordered_map<UnitId, int>;

bool narrows(const std::string& word) { return word.size() >= kLeastToNarrow; }

// `among`: those that have the words before; empty at the first.
Closeness beginning_with(store::Reader& reader, const std::string& word, const Closeness& among) {
  const auto end = word + "\x7f";
  std::vector<Beginning> rows;
  if (narrows(word)) {
    rows = reader.all<Beginning>(kBeginning, word, end, word);
  } else if (among.empty()) {
    rows = reader.all<Beginning>(kSomeBeginning, word, end, word, kMostBeginnings);
  } else {
    std::vector<std::int64_t> units;
    for (const auto& [unit, closeness] : among) units.push_back(unit.value);
    if (units.size() > static_cast<std::size_t>(kMostBeginnings)) units.resize(kMostBeginnings);
    rows = reader.all<Beginning>(kBeginningAmong + store::Sql::numbers(units) + kClose, word, end, word);
  }
  Closeness found;
  for (const auto& row : rows) {
    auto& best = found[row.unit];
    best = std::max(best, row.is_whole ? 3 : 2);
  }
  return found;
}

Closeness near_to(store::Reader& reader, const std::string& word) {
  Closeness found;
  if (word.size() < kLeastForErrors) return found;
  for (const auto& each : text::deletions(word)) {
    for (const auto& row : reader.all<Near>(kNear, each)) found[row.unit] = 1;
  }
  return found;
}

std::vector<std::string> words_of(std::string_view query) {
  std::vector<std::string> words;
  for (auto folded = text::fold(query); !folded.empty() && words.size() < kMostWords;) {
    const auto end = folded.find(' ');
    words.push_back(folded.substr(0, end));
    folded = end == std::string::npos ? std::string() : folded.substr(end + 1);
  }
  std::ranges::stable_sort(words, std::greater(), &std::string::size);  // the one that narrows most first
  return words;
}

// Units that have every word, with the sum of how close each comes.
Closeness with_all(store::Reader& reader, const std::vector<std::string>& words, bool& is_near) {
  Closeness all;
  for (std::size_t i = 0; i < words.size(); ++i) {
    auto found = beginning_with(reader, words[i], all);
    if (found.empty()) {
      found = near_to(reader, words[i]);
      is_near = true;
    }
    if (i == 0) {
      all = std::move(found);
      continue;
    }
    if (all.empty()) return all;
    std::erase_if(all, [&](const auto& entry) { return !found.contains(entry.first); });
    for (auto& [unit, closeness] : all) closeness += found[unit];
  }
  return all;
}

bool fits(const Unit& unit, const UnitQuery& query, const std::string& place) {
  if (query.kind && unit.kind != query.kind) return false;
  return place.empty() || text::fold(unit.place).find(place) != std::string::npos;
}

UnitList in_order(store::Reader& reader, const UnitQuery& query) {
  UnitList list{.units = reader.all<Unit>(kUnits + kByName + kNarrowed + kInOrder, query.after_key, query.after,
                                          query.limit + 1, query.kind)};
  list.has_more = list.units.size() > static_cast<std::size_t>(query.limit);
  if (list.has_more) list.units.pop_back();
  return list;
}

}  // namespace

UnitList list_units(store::Reader& reader, const UnitQuery& query) {
  // Without a name, the words of the place: they stand in the same index.
  auto words = words_of(query.words);
  if (words.empty()) words = words_of(query.place);
  if (words.empty()) return in_order(reader, query);
  UnitList list;
  const auto closeness = with_all(reader, words, list.is_near);
  std::vector<std::pair<int, UnitId>> best;
  for (const auto& [unit, close] : closeness) best.emplace_back(-close, unit);
  std::ranges::sort(best);
  const auto place = text::fold(query.place);
  // Some at a time, since the kind and the place may leave out most.
  constexpr std::size_t kTogether = 200;
  for (std::size_t from = 0; from < best.size() && list.units.size() < static_cast<std::size_t>(query.limit);
       from += kTogether) {
    std::vector<std::int64_t> ids;
    for (std::size_t i = from; i < std::min(from + kTogether, best.size()); ++i) ids.push_back(best[i].second.value);
    auto units = reader.all<Unit>(kUnits + kThese + store::Sql::numbers(ids) + kClose);
    std::erase_if(units, [&](const Unit& unit) { return !fits(unit, query, place); });
    std::ranges::sort(units, {},
                      [&](const Unit& unit) { return std::pair(-closeness.at(unit.id), unit_key(unit.name)); });
    std::ranges::move(units, std::back_inserter(list.units));
  }
  if (list.units.size() > static_cast<std::size_t>(query.limit))
    list.units.resize(static_cast<std::size_t>(query.limit));
  return list;
}

}  // namespace parvis::community
