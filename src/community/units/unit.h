// The directory of units: ships, regiments, schools, shops, whatever kinds a community has, with their names, place and
// years. Everybody may read it. Found by the words of their names and place, beginnings and single typing errors
// included. Functions over Reader and Transaction; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "community/spaces/space_change.h"
#include "community/types.h"
#include "core/store/store.h"

namespace parvis::community {

inline constexpr std::size_t kMostUnitKinds = 30;  // choices that a form can still show
inline constexpr std::size_t kMaxUnitName = 120;
inline constexpr std::size_t kMaxUnitOtherNames = 500;
inline constexpr std::size_t kMaxUnitPlace = 120;

struct UnitKind {
  UnitKindId id;
  LocalText name;
};
std::vector<UnitKind> unit_kinds(store::Reader& reader);  // in the order they were made
UnitKindId make_unit_kind(store::Transaction& transaction, const SpaceAct& act, const LocalText& name);
bool rename_unit_kind(store::Transaction& transaction, const SpaceAct& act, UnitKindId kind, const LocalText& name);
// Conflict while units are of it.
void remove_unit_kind(store::Transaction& transaction, const SpaceAct& act, UnitKindId kind);

struct Unit {
  UnitId id;
  UnitKindId kind;
  std::string name;
  std::string other_names;  // one on each line
  std::string place;
  std::optional<std::int64_t> from_year, to_year;
};
std::string unit_path(UnitId unit);

struct UnitWords {
  UnitKindId kind;
  std::string name, other_names, place;
  std::optional<std::int64_t> from_year, to_year;
};
// Whether these words would change nothing of it.
bool is_like(const Unit& unit, const UnitWords& words);
UnitId make_unit(store::Transaction& transaction, const SpaceAct& act, const UnitWords& words);
bool change_unit(store::Transaction& transaction, const SpaceAct& act, UnitId unit, const UnitWords& words);
// Off the directory; what members said of it stays theirs.
void remove_unit(store::Transaction& transaction, const SpaceAct& act, UnitId unit);
// Without a fact of its own: for whole files, which have one.
UnitId add_unit_row(store::Transaction& transaction, const UnitWords& words, Instant at);
bool change_unit_row(store::Transaction& transaction, UnitId unit, const UnitWords& words);
// The index of words of all units, made anew from their rows: after an import.
void index_units_anew(store::Transaction& transaction);
// The unit of this kind, name and place, names compared folded.
std::optional<UnitId> unit_like(store::Reader& reader, UnitKindId kind, std::string_view name, std::string_view place);

// Nothing when it is not in the directory (any more).
std::optional<Unit> find_unit(store::Reader& reader, UnitId unit);
std::int64_t count_units(store::Reader& reader);
bool has_units(store::Reader& reader);

struct UnitQuery {
  std::string words;      // of names and places; empty: all
  UnitKindId kind = {};   // zero: any
  std::string place;      // words of the place; empty: any
  std::string after_key;  // without words: where the page before ended
  UnitId after = {};
  int limit = 50;
};
struct UnitList {
  std::vector<Unit> units;  // the closest first; without words: by name
  bool has_more = false;    // without words
  bool is_near = false;     // nothing had these very words: these come close
};
UnitList list_units(store::Reader& reader, const UnitQuery& query);
std::string unit_key(std::string_view name);

}  // namespace parvis::community
