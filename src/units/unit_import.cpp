#include "units/unit_import.h"

#include <array>
#include <charconv>
#include <map>

#include "community/units/time_served.h"
#include "core/text/catalogue.h"
#include "core/text/validate.h"
#include "core/text/words.h"

namespace parvis::units {

using namespace community;

namespace {

struct ColumnWord {
  std::string_view word;  // folded
  UnitColumn column;
};
constexpr std::array kColumnWords{ColumnWord{"name", UnitColumn::name},
                                  ColumnWord{"nom", UnitColumn::name},
                                  ColumnWord{"unit", UnitColumn::name},
                                  ColumnWord{"unite", UnitColumn::name},
                                  ColumnWord{"kind", UnitColumn::kind},
                                  ColumnWord{"type", UnitColumn::kind},
                                  ColumnWord{"genre", UnitColumn::kind},
                                  ColumnWord{"place", UnitColumn::place},
                                  ColumnWord{"lieu", UnitColumn::place},
                                  ColumnWord{"city", UnitColumn::place},
                                  ColumnWord{"ville", UnitColumn::place},
                                  ColumnWord{"from", UnitColumn::from},
                                  ColumnWord{"de", UnitColumn::from},
                                  ColumnWord{"debut", UnitColumn::from},
                                  ColumnWord{"to", UnitColumn::to},
                                  ColumnWord{"a", UnitColumn::to},
                                  ColumnWord{"fin", UnitColumn::to},
                                  ColumnWord{"other names", UnitColumn::other_names},
                                  ColumnWord{"autres noms", UnitColumn::other_names}};
constexpr std::string_view kColumnNames[] = {"none", "name", "kind", "place", "from", "to", "other_names"};

using Columns = std::map<UnitColumn, std::size_t>;

// The first column of each meaning.
Columns columns_of(const UnitPlan& plan) {
  Columns columns;
  for (std::size_t i = 0; i < plan.columns.size(); ++i) {
    if (plan.columns[i] != UnitColumn::passed_over) columns.try_emplace(plan.columns[i], i);
  }
  return columns;
}

// One line of the file on its way into the directory.
class Line {
 public:
  Line(const text::CsvRow& row, const Columns& columns) : row_(row), columns_(columns) {}

  std::string text(UnitColumn column, const text::TextRule& rule) {
    auto checked = text::check_text(cell(column), rule);
    if (checked.problem) refuse(*checked.problem);
    return std::move(checked.value);
  }
  std::optional<std::int64_t> year(UnitColumn column) {
    const auto typed = cell(column);
    if (typed.empty()) return std::nullopt;
    std::int64_t year = 0;
    const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), year);
    if (error != std::errc() || end != typed.data() + typed.size() || year < kFirstYear || year > kLastYear) {
      refuse({"Write a year in four figures, like 1998."});
      return std::nullopt;
    }
    return year;
  }
  void refuse(Sentence reason) {
    if (!reason_) reason_ = std::move(reason);
  }
  const std::optional<Sentence>& reason() const { return reason_; }

 private:
  std::string_view cell(UnitColumn column) const {
    const auto place = columns_.find(column);
    if (place == columns_.end() || place->second >= row_.size()) return {};
    std::string_view value = row_[place->second];
    while (value.starts_with(' ')) value.remove_prefix(1);
    while (value.ends_with(' ')) value.remove_suffix(1);
    return value;
  }

  const text::CsvRow& row_;
  const Columns& columns_;
  std::optional<Sentence> reason_;
};

class Import {
 public:
  Import(store::Transaction& transaction, const SpaceAct& act, NewKinds new_kinds, text::Language language)
      : transaction_(transaction), act_(act), new_kinds_(new_kinds), language_(language) {
    for (const auto& kind : unit_kinds(transaction)) {
      for (const auto each : text::kLanguages) kinds_.try_emplace(text::fold(kind.name.in(each)), kind.id);
    }
  }

  ImportReport read(std::string_view table, const UnitPlan& plan) {
    text::CsvReader rows(table, text::separator_of(table));
    const auto columns = columns_of(plan);
    text::CsvRow row;
    if (plan.has_heads && rows.next(row)) report_.heads = row;
    while (rows.next(row)) take(row, rows.line(), columns);
    return std::move(report_);
  }

 private:
  std::optional<UnitKindId> kind_of(Line& line, const std::string& name) {
    const auto key = text::fold(name);
    if (const auto known = kinds_.find(key); known != kinds_.end()) return known->second;
    if (new_kinds_ == NewKinds::refused || key.empty()) {
      line.refuse({"There is no kind called “{kind}”.", {{"kind", name}}});
      return std::nullopt;
    }
    if (kinds_.size() >= kMostUnitKinds * text::kLanguages.size()) {
      line.refuse({"There are as many kinds as there can be. Remove one first."});
      return std::nullopt;
    }
    LocalText words;
    words.set(language_, name);
    return kinds_[key] = make_unit_kind(transaction_, act_, words);
  }

  // A column that the file does not have takes nothing away.
  void keep_what_is_not_told(UnitId present, UnitWords& words, const Columns& columns) {
    const auto unit = find_unit(transaction_, present);
    if (!unit) return;
    if (!columns.contains(UnitColumn::other_names)) words.other_names = unit->other_names;
    if (!columns.contains(UnitColumn::from)) words.from_year = unit->from_year;
    if (!columns.contains(UnitColumn::to)) words.to_year = unit->to_year;
  }

  void take(const text::CsvRow& row, std::size_t at, const Columns& columns) {
    Line line(row, columns);
    UnitWords words;
    words.name = line.text(UnitColumn::name, {.min = 1, .max = kMaxUnitName});
    words.place = line.text(UnitColumn::place, {.max = kMaxUnitPlace});
    words.other_names = line.text(UnitColumn::other_names, {.max = kMaxUnitOtherNames, .lines = text::Lines::many});
    words.from_year = line.year(UnitColumn::from);
    words.to_year = line.year(UnitColumn::to);
    const auto kind_name = line.text(UnitColumn::kind, {.min = 1, .max = kMaxKindName});
    if (!line.reason() && text::fold(words.name).empty()) line.refuse({"Give it a name with letters or digits."});
    const auto kind = line.reason() ? std::nullopt : kind_of(line, kind_name);
    if (line.reason()) return report_.refused.push_back({at, *line.reason(), row});
    words.kind = *kind;
    if (const auto present = unit_like(transaction_, words.kind, words.name, words.place)) {
      keep_what_is_not_told(*present, words, columns);
      (change_unit_row(transaction_, *present, words) ? report_.changed : report_.same) += 1;
    } else {
      add_unit_row(transaction_, words, act_.at);
      ++report_.made;
    }
  }

  static constexpr std::size_t kMaxKindName = 40;

  store::Transaction& transaction_;
  const SpaceAct& act_;
  NewKinds new_kinds_;
  text::Language language_;
  std::map<std::string, UnitKindId> kinds_;
  ImportReport report_;
};

}  // namespace

std::string_view unit_column_name(UnitColumn column) { return kColumnNames[static_cast<std::size_t>(column)]; }

std::optional<UnitColumn> parse_unit_column(std::string_view name) {
  for (const auto column : kUnitColumns) {
    if (unit_column_name(column) == name) return column;
  }
  return std::nullopt;
}

UnitPlan guess_unit_plan(const text::CsvRow& first_line) {
  // Unknown names are names still; a year is none.
  const auto is_number = [](const std::string& value) {
    return !value.empty() && value.find_first_not_of("0123456789") == std::string::npos;
  };
  UnitPlan plan{.columns = {}, .has_heads = std::ranges::none_of(first_line, is_number)};
  for (const auto& head : first_line) {
    const auto known = std::ranges::find(kColumnWords, text::fold(head), &ColumnWord::word);
    const bool is_free = known != kColumnWords.end() && !std::ranges::count(plan.columns, known->column);
    plan.columns.push_back(is_free ? known->column : UnitColumn::passed_over);
  }
  return plan;
}

ImportReport import_units(store::Transaction& transaction, const SpaceAct& act, std::string_view table,
                          const UnitPlan& plan, text::Language language) {
  auto report = Import(transaction, act, plan.new_kinds, language).read(table, plan);
  if (report.made + report.changed > 0) {
    act.timeline.record(transaction, {.at = act.at,
                                      .actor = act.actor,
                                      .verb = Verb::units_imported,
                                      .amount = report.made + report.changed,
                                      .source = act.source});
  }
  return report;
}

ImportReport try_units(store::Store& store, const SpaceAct& act, std::string_view table, const UnitPlan& plan,
                       text::Language language) {
  struct Undone {};
  ImportReport report;
  try {
    store.write([&](store::Transaction& transaction) {
      report = import_units(transaction, act, table, plan, language);
      throw Undone();
    });
  } catch (const Undone&) {
    return report;
  }
  return report;
}

std::string refusals_table(const ImportReport& report, text::Language language) {
  if (report.refused.empty()) return {};
  std::string table;
  auto heads = report.heads;
  if (!heads.empty()) {
    heads.insert(heads.begin(), {text::tr(language, "Line"), text::tr(language, "Why it was refused")});
    table = text::csv_line(heads, ',');
  }
  for (const auto& refused : report.refused) {
    auto row = refused.values;
    row.insert(row.begin(), {std::to_string(refused.line), text::tr(language, refused.reason)});
    table += text::csv_line(row, ',');
  }
  return table;
}

}  // namespace parvis::units
