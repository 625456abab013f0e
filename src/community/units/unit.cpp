#include "community/units/unit.h"

#include "community/activity/staff_change.h"
#include "core/errors.h"
#include "core/text/catalogue.h"
#include "core/text/words.h"

namespace parvis::community {
namespace {

constexpr store::Sql kKinds{"select id, name from unit_kind order by id"};
constexpr store::Sql kCountKinds{"select count(*) from unit_kind"};
constexpr store::Sql kInsertKind{"insert into unit_kind (id, name, created_at) values ($1, $2, $3)"};
constexpr store::Sql kRenameKind{"update unit_kind set name = $2 where id = $1 and name <> $2"};
constexpr store::Sql kKindInUse{"select 1 from unit where kind = $1 limit 1"};
constexpr store::Sql kRemoveKind{"delete from unit_kind where id = $1"};

constexpr store::Sql kUnit{
    "select id, kind, name, other_names, place, from_year, to_year from unit where removed_at is null and id = $1"};
constexpr store::Sql kLike{
    "select id from unit where kind = $1 and name_key = $2 and place_key = $3 and removed_at is null"};
constexpr store::Sql kInsert{R"(
  insert into unit (id, kind, name, name_key, other_names, place, place_key, from_year, to_year, created_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10))"};
constexpr store::Sql kChange{R"(
  update unit set kind = $2, name = $3, name_key = $4, other_names = $5, place = $6, place_key = $7, from_year = $8,
    to_year = $9
  where id = $1 and removed_at is null)"};
constexpr store::Sql kRemove{"update unit set removed_at = $2 where id = $1 and removed_at is null"};
constexpr store::Sql kForgetWords{"delete from unit_word where unit = $1"};
constexpr store::Sql kInsertWord{
    "insert into unit_word (word, unit, whole) values ($1, $2, $3) on conflict (word, unit) do nothing"};
constexpr store::Sql kForgetAllWords{"delete from unit_word"};
constexpr store::Sql kAll{
    "select id, kind, name, other_names, place, from_year, to_year from unit where removed_at is null order by id"};
constexpr store::Sql kCount{"select count(*) from unit where removed_at is null"};

std::int64_t month_free(const std::optional<std::int64_t>& year) { return year.value_or(0); }

template <class Take>
void each_word(std::string_view folded, Take&& take) {
  while (!folded.empty()) {
    const auto end = folded.find(' ');
    take(folded.substr(0, end));
    folded = end == std::string_view::npos ? std::string_view() : folded.substr(end + 1);
  }
}

// Whole words first: what is one and also another with a character missing counts as whole.
void keep_words(store::Transaction& transaction, UnitId unit, const UnitWords& words) {
  const auto all = text::fold(words.name + " " + words.other_names + " " + words.place);
  each_word(all, [&](std::string_view word) { transaction.run(kInsertWord, word, unit, 1); });
  each_word(all, [&](std::string_view word) {
    for (const auto& without : text::deletions(word)) transaction.run(kInsertWord, without, unit, 0);
  });
}

void record(store::Transaction& transaction, const SpaceAct& act, Verb verb, ObjectKind kind, std::int64_t object) {
  act.timeline.record(
      transaction,
      {.at = act.at, .actor = act.actor, .verb = verb, .object_kind = kind, .object = object, .source = act.source});
}

}  // namespace

std::vector<UnitKind> unit_kinds(store::Reader& reader) {
  struct Row {
    UnitKindId id;
    std::string name;
  };
  std::vector<UnitKind> kinds;
  for (const auto& row : reader.all<Row>(kKinds)) kinds.push_back({row.id, LocalText::from_json(row.name)});
  return kinds;
}

UnitKindId make_unit_kind(store::Transaction& transaction, const SpaceAct& act, const LocalText& name) {
  if (transaction.one<std::int64_t>(kCountKinds).value_or(0) >= static_cast<std::int64_t>(kMostUnitKinds)) {
    throw Conflict({"There are as many kinds as there can be. Remove one first."});
  }
  const auto id = make_id<UnitKindId>();
  const StaffChange change(transaction, Verb::unit_kind_changed, id.value);
  transaction.run(kInsertKind, id, name.to_json(), act.at);
  record(transaction, act, Verb::unit_kind_changed, ObjectKind::unit_kind, id.value);
  change.keep(transaction);
  return id;
}

bool rename_unit_kind(store::Transaction& transaction, const SpaceAct& act, UnitKindId kind, const LocalText& name) {
  const StaffChange change(transaction, Verb::unit_kind_changed, kind.value);
  if (transaction.run(kRenameKind, kind, name.to_json()) == 0) return false;
  record(transaction, act, Verb::unit_kind_changed, ObjectKind::unit_kind, kind.value);
  change.keep(transaction);
  return true;
}

void remove_unit_kind(store::Transaction& transaction, const SpaceAct& act, UnitKindId kind) {
  if (transaction.one<std::int64_t>(kKindInUse, kind)) throw Conflict({"Units are of this kind. Change them first."});
  const StaffChange change(transaction, Verb::unit_kind_changed, kind.value);
  if (transaction.run(kRemoveKind, kind) == 0) throw NotFound();
  record(transaction, act, Verb::unit_kind_changed, ObjectKind::unit_kind, kind.value);
  change.keep(transaction);
}

bool is_like(const Unit& unit, const UnitWords& words) {
  return unit.kind == words.kind && unit.name == words.name && unit.other_names == words.other_names &&
         unit.place == words.place && month_free(unit.from_year) == month_free(words.from_year) &&
         month_free(unit.to_year) == month_free(words.to_year);
}

std::string unit_path(UnitId unit) { return "/units/" + id_text(unit); }

std::string unit_key(std::string_view name) { return text::fold(name); }

UnitId add_unit_row(store::Transaction& transaction, const UnitWords& words, Instant at) {
  const auto id = make_id<UnitId>();
  transaction.run(kInsert, id, words.kind, words.name, unit_key(words.name), words.other_names, words.place,
                  unit_key(words.place), words.from_year, words.to_year, at);
  keep_words(transaction, id, words);
  return id;
}

bool change_unit_row(store::Transaction& transaction, UnitId unit, const UnitWords& words) {
  const auto present = find_unit(transaction, unit);
  if (!present) throw NotFound();
  if (is_like(*present, words)) return false;
  transaction.run(kChange, unit, words.kind, words.name, unit_key(words.name), words.other_names, words.place,
                  unit_key(words.place), words.from_year, words.to_year);
  transaction.run(kForgetWords, unit);
  keep_words(transaction, unit, words);
  return true;
}

UnitId make_unit(store::Transaction& transaction, const SpaceAct& act, const UnitWords& words) {
  if (unit_like(transaction, words.kind, words.name, words.place)) {
    throw Conflict({"There is a unit of this kind, name and place already."});
  }
  const auto id = add_unit_row(transaction, words, act.at);
  record(transaction, act, Verb::unit_made, ObjectKind::unit, id.value);
  note_change(transaction, text::msgid("Name"), {}, words.name);
  return id;
}

bool change_unit(store::Transaction& transaction, const SpaceAct& act, UnitId unit, const UnitWords& words) {
  const auto other = unit_like(transaction, words.kind, words.name, words.place);
  if (other && *other != unit) throw Conflict({"There is a unit of this kind, name and place already."});
  const StaffChange change(transaction, Verb::unit_changed, unit.value);
  if (!change_unit_row(transaction, unit, words)) return false;
  record(transaction, act, Verb::unit_changed, ObjectKind::unit, unit.value);
  change.keep(transaction);
  return true;
}

void remove_unit(store::Transaction& transaction, const SpaceAct& act, UnitId unit) {
  const StaffChange change(transaction, Verb::unit_removed, unit.value);
  if (transaction.run(kRemove, unit, act.at) == 0) throw NotFound();
  transaction.run(kForgetWords, unit);
  record(transaction, act, Verb::unit_removed, ObjectKind::unit, unit.value);
  change.keep(transaction);
}

void index_units_anew(store::Transaction& transaction) {
  transaction.run(kForgetAllWords);
  for (const auto& unit : transaction.all<Unit>(kAll)) {
    keep_words(transaction, unit.id,
               {.kind = unit.kind, .name = unit.name, .other_names = unit.other_names, .place = unit.place});
  }
}

std::optional<UnitId> unit_like(store::Reader& reader, UnitKindId kind, std::string_view name, std::string_view place) {
  return reader.one<UnitId>(kLike, kind, unit_key(name), unit_key(place));
}

std::optional<Unit> find_unit(store::Reader& reader, UnitId unit) { return reader.one<Unit>(kUnit, unit); }

bool has_units(store::Reader& reader) {
  constexpr store::Sql kAny{"select 1 from unit where removed_at is null limit 1"};
  return reader.one<std::int64_t>(kAny).has_value();
}

std::int64_t count_units(store::Reader& reader) { return reader.one<std::int64_t>(kCount).value_or(0); }

}  // namespace parvis::community
