#include "units/unit_import.h"

#include <array>
#include <charconv>
#include <map>

#include "community/units/time_served.h"
#include "core/text/validate.h"
#include "core/text/words.h"
#include "units/csv_table.h"

namespace parvis::units {

using namespace community;

namespace {

enum class Column { name, kind, place, from, to, other_names };
struct ColumnWord {
  std::string_view word;  // folded
  Column column;
};
constexpr std::array kColumnWords{ColumnWord{"name", Column::name},
                                  ColumnWord{"nom", Column::name},
                                  ColumnWord{"kind", Column::kind},
                                  ColumnWord{"type", Column::kind},
                                  ColumnWord{"genre", Column::kind},
                                  ColumnWord{"place", Column::place},
                                  ColumnWord{"lieu", Column::place},
                                  ColumnWord{"ville", Column::place},
                                  ColumnWord{"from", Column::from},
                                  ColumnWord{"de", Column::from},
                                  ColumnWord{"debut", Column::from},
                                  ColumnWord{"to", Column::to},
                                  ColumnWord{"a", Column::to},
                                  ColumnWord{"fin", Column::to},
                                  ColumnWord{"other names", Column::other_names},
                                  ColumnWord{"autres noms", Column::other_names}};

using Columns = std::map<Column, std::size_t>;

Columns columns_of(const std::vector<std::string>& names) {
  Columns columns;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto word = text::fold(names[i]);
    const auto known = std::ranges::find(kColumnWords, word, &ColumnWord::word);
    if (known != kColumnWords.end()) columns.try_emplace(known->column, i);
  }
  return columns;
}

// One line of the file on its way into the directory.
class Line {
 public:
  Line(const CsvRow& row, const Columns& columns) : row_(row), columns_(columns) {}

  std::string text(Column column, const text::TextRule& rule) {
    auto checked = text::check_text(cell(column), rule);
    if (checked.problem) refuse(*checked.problem);
    return std::move(checked.value);
  }
  std::optional<std::int64_t> year(Column column) {
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
  std::string_view cell(Column column) const {
    const auto place = columns_.find(column);
    if (place == columns_.end() || place->second >= row_.cells.size()) return {};
    std::string_view value = row_.cells[place->second];
    while (value.starts_with(' ')) value.remove_prefix(1);
    while (value.ends_with(' ')) value.remove_suffix(1);
    return value;
  }

  const CsvRow& row_;
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

  ImportReport read(std::string_view csv) {
    const auto table = read_csv(csv);
    const auto columns = columns_of(table.columns);
    if (!columns.contains(Column::name) || !columns.contains(Column::kind)) {
      report_.unreadable = Sentence{"The first line must name the columns, “name” and “kind” among them."};
      return std::move(report_);
    }
    for (const auto& row : table.rows) take(row, columns);
    if (table.fault) report_.refused.push_back({table.fault->line, reason_of(*table.fault)});
    return std::move(report_);
  }

 private:
  static Sentence reason_of(const CsvFault& fault) {
    switch (fault.reason) {
      case CsvFault::Reason::quote_left_open: return {"A quotation mark opens here and never closes."};
      case CsvFault::Reason::text_after_quote: return {"Text stands behind a closing quotation mark."};
      case CsvFault::Reason::not_utf8: break;
    }
    return {"This is no UTF-8 text. Save the file as UTF-8."};
  }

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
    if (!columns.contains(Column::other_names)) words.other_names = unit->other_names;
    if (!columns.contains(Column::from)) words.from_year = unit->from_year;
    if (!columns.contains(Column::to)) words.to_year = unit->to_year;
  }

  void take(const CsvRow& row, const Columns& columns) {
    Line line(row, columns);
    UnitWords words;
    words.name = line.text(Column::name, {.min = 1, .max = kMaxUnitName});
    words.place = line.text(Column::place, {.max = kMaxUnitPlace});
    words.other_names = line.text(Column::other_names, {.max = kMaxUnitOtherNames, .lines = text::Lines::many});
    words.from_year = line.year(Column::from);
    words.to_year = line.year(Column::to);
    const auto kind_name = line.text(Column::kind, {.min = 1, .max = kMaxKindName});
    if (!line.reason() && text::fold(words.name).empty()) line.refuse({"Give it a name with letters or digits."});
    const auto kind = line.reason() ? std::nullopt : kind_of(line, kind_name);
    if (line.reason()) return report_.refused.push_back({row.line, *line.reason()});
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

ImportReport import_units(store::Transaction& transaction, const SpaceAct& act, std::string_view csv, NewKinds kinds,
                          text::Language language) {
  auto report = Import(transaction, act, kinds, language).read(csv);
  if (report.made + report.changed > 0) {
    act.timeline.record(transaction, {.at = act.at,
                                      .actor = act.actor,
                                      .verb = Verb::units_imported,
                                      .amount = report.made + report.changed,
                                      .source = act.source});
  }
  return report;
}

}  // namespace parvis::units
