// A file of units: a table whose columns are taken for name, kind, place, years and other names, as a plan says. What
// is in the directory already by kind, name and place is changed, the rest added; what cannot be read is refused with
// its line and reason, and stops nothing else. Some hundred lines in each write, so that others write between two; one
// fact. What was interrupted is brought in again: what is there already is the same. A try reads and writes nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "community/units/unit.h"
#include "core/errors.h"
#include "core/text/csv.h"

namespace parvis::units {

inline constexpr std::size_t kMaxUnitFileBytes = 5 * 1024 * 1024;  // some 50,000 units

enum class UnitColumn { passed_over, name, kind, place, from, to, other_names };
inline constexpr UnitColumn kUnitColumns[] = {UnitColumn::passed_over, UnitColumn::name, UnitColumn::kind,
                                              UnitColumn::place,       UnitColumn::from, UnitColumn::to,
                                              UnitColumn::other_names};
std::string_view unit_column_name(UnitColumn column);  // "name", "other_names", …
std::optional<UnitColumn> parse_unit_column(std::string_view name);

enum class NewKinds { refused, made };  // a kind nobody has made yet

struct UnitPlan {
  std::vector<UnitColumn> columns;
  bool has_heads = true;  // the first line names the columns
  NewKinds new_kinds = NewKinds::refused;
};
std::string to_json(const UnitPlan& plan);
UnitPlan unit_plan_from_json(std::string_view json);
// What the heads of the columns suggest, in English and French.
UnitPlan guess_unit_plan(const text::CsvRow& first_line);

struct RefusedLine {
  std::size_t line = 0;
  Sentence reason;
  text::CsvRow values;
};
struct ImportReport {
  std::int64_t made = 0, changed = 0, same = 0;
  text::CsvRow heads;  // empty when the first line names nothing
  std::vector<RefusedLine> refused;
};
// `table` is decoded text. New kinds are named in this language.
ImportReport import_units(store::Store& store, const community::SpaceAct& act, std::string_view table,
                          const UnitPlan& plan, text::Language language);
// What it would do.
ImportReport try_units(store::Store& store, std::string_view table, const UnitPlan& plan, text::Language language);
// The refused lines with their reasons, as a table.
std::string refusals_table(const ImportReport& report, text::Language language);

}  // namespace parvis::units
