#include "community/units/unit.h"
#include "exchange/open_form/form.h"
#include "exchange/open_form/words_of_form.h"

namespace parvis::exchange {
namespace {

using enum FieldKind;
using enum Presence;

constexpr std::size_t kName = 2, kPlace = 4;  // where they stand in the fields of a unit

Cell key_of_name(const Row& row) { return {store::Value::of_text({}), community::unit_key(row[kName].text)}; }
Cell key_of_place(const Row& row) { return {store::Value::of_text({}), community::unit_key(row[kPlace].text)}; }

Form unit_kinds() {
  return {.name = "unit_kinds",
          .table = "unit_kind",
          .what = "The kinds of unit there are.",
          .fields = {{"id", "id", id, "the kind"},
                     {"name", "name", document, "what it is called in each language"},
                     {"created_at", "created_at", instant, "when it was made"}}};
}

Form units() {
  return {
      .name = "units",
      .table = "unit",
      .what = "The directory of units.",
      .fields = {{"id", "id", id, "the unit"},
                 {"kind", "kind", id, "its kind", required, "unit_kind"},
                 {"name", "name", text, "its name"},
                 {"other_names", "other_names", text, "its other names, one on each line"},
                 {"place", "place", text, "where it is"},
                 {"from_year", "from_year", number, "when it began", optional},
                 {"to_year", "to_year", number, "when it ended", optional},
                 {"created_at", "created_at", instant, "when it was added"},
                 {"removed_at", "removed_at", instant, "when it was taken off the directory", optional}},
      .derived = {{"name_key", "made from the name", key_of_name}, {"place_key", "made from the place", key_of_place}}};
}

Form services() {
  return {.name = "services",
          .table = "service",
          .what = "Who says that they were in a unit, and when.",
          .fields = {{"id", "id", id, "the statement"},
                     {"member", "member", id, "who", required, "member"},
                     {"unit", "unit", id, "where", required, "unit"},
                     {"first_month", "first_month", number, "twelve times the year, plus the month from 0"},
                     {"last_month", "last_month", number, "likewise; 1000000: still there"},
                     {"precision", "precision", number, "1: first month known; 2: last month known; 3: both"},
                     {"as_what", "as_what", text, "as what"},
                     {"shown_to", "visibility", word, "who sees it", required, {}, shown_to_words},
                     {"stated_at", "stated_at", instant, "when it was said"}},
          .guarded = "visibility in (1, 2)"};
}

}  // namespace

std::vector<Form> forms_of_units() { return {unit_kinds(), units(), services()}; }

}  // namespace parvis::exchange
