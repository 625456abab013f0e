#include "units/unit_import.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <map>
#include <set>
#include <tuple>

#include "community/tables/refused_lines.h"
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

constexpr std::size_t kLinesAtOnce = 500;  // of one write: others write between two

struct Piece {
  std::size_t line = 0;
  text::CsvRow row;
};

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

// Where the lines of a file go.
class Directory {
 public:
  virtual ~Directory() = default;
  virtual UnitKindId make_kind(const LocalText& name) = 0;
  // The unit of this kind, name and place, as it stands.
  virtual std::optional<Unit> like(const UnitWords& words) = 0;
  virtual bool change(const Unit& present, const UnitWords& words) = 0;
  virtual void add(const UnitWords& words) = 0;
};

class RealDirectory : public Directory {
 public:
  RealDirectory(store::Transaction& transaction, const SpaceAct& act) : transaction_(transaction), act_(act) {}
  UnitKindId make_kind(const LocalText& name) override { return make_unit_kind(transaction_, act_, name); }
  std::optional<Unit> like(const UnitWords& words) override {
    const auto id = unit_like(transaction_, words.kind, words.name, words.place);
    return id ? find_unit(transaction_, *id) : std::nullopt;
  }
  bool change(const Unit& present, const UnitWords& words) override {
    return change_unit_row(transaction_, present.id, words);
  }
  void add(const UnitWords& words) override { add_unit_row(transaction_, words, act_.at); }

 private:
  store::Transaction& transaction_;
  const SpaceAct& act_;
};

// What a try would have made stands in memory, and nowhere else.
class TriedDirectory : public Directory {
 public:
  explicit TriedDirectory(store::Reader& reader) : reader_(reader) {}
  UnitKindId make_kind(const LocalText&) override { return {--last_kind_}; }
  std::optional<Unit> like(const UnitWords& words) override {
    if (const auto found = brought_.find(key_of(words)); found != brought_.end()) return found->second;
    if (words.kind.value < 0) return std::nullopt;
    const auto id = unit_like(reader_, words.kind, words.name, words.place);
    return id ? find_unit(reader_, *id) : std::nullopt;
  }
  bool change(const Unit& present, const UnitWords& words) override {
    if (is_like(present, words)) return false;
    brought_[key_of(words)] = unit_of(words, present.id);
    return true;
  }
  void add(const UnitWords& words) override { brought_[key_of(words)] = unit_of(words, {}); }

 private:
  using Key = std::tuple<std::int64_t, std::string, std::string>;
  static Key key_of(const UnitWords& words) { return {words.kind.value, unit_key(words.name), unit_key(words.place)}; }
  static Unit unit_of(const UnitWords& words, UnitId id) {
    return {id, words.kind, words.name, words.other_names, words.place, words.from_year, words.to_year};
  }

  store::Reader& reader_;
  std::int64_t last_kind_ = 0;
  std::map<Key, Unit> brought_;
};

using Kinds = std::map<std::string, UnitKindId>;  // by their names in each language, folded

Kinds kinds_of(store::Reader& reader) {
  Kinds kinds;
  for (const auto& kind : unit_kinds(reader)) {
    for (const auto each : text::kLanguages) kinds.try_emplace(text::fold(kind.name.in(each)), kind.id);
  }
  return kinds;
}

std::size_t count_kinds(const Kinds& kinds) {
  std::set<UnitKindId> distinct;
  for (const auto& [name, kind] : kinds) distinct.insert(kind);
  return distinct.size();
}

// A file that is read a piece at a time, each into the directory it is given.
class Import {
 public:
  Import(std::string_view table, const UnitPlan& plan, text::Language language)
      : new_kinds_(plan.new_kinds),
        language_(language),
        columns_(columns_of(plan)),
        rows_(table, text::separator_of(table)) {
    text::CsvRow row;
    if (plan.has_heads && rows_.next(row)) report_.heads = row;
  }

  // The lines of one piece; empty at the end.
  std::vector<Piece> next(std::size_t at_most) {
    std::vector<Piece> piece;
    text::CsvRow row;
    while (piece.size() < at_most && rows_.next(row)) piece.push_back({rows_.line(), row});
    return piece;
  }

  // Answers what became of them; a write that is begun again begins anew.
  ImportReport take(const std::vector<Piece>& piece, Directory& directory, Kinds kinds) {
    Taking taking{directory, std::move(kinds), {}};
    for (const auto& one : piece) take(one.row, one.line, taking);
    return std::move(taking.report);
  }

  void add(ImportReport&& part) {
    report_.made += part.made;
    report_.changed += part.changed;
    report_.same += part.same;
    std::ranges::move(part.refused, std::back_inserter(report_.refused));
  }
  ImportReport report() { return std::move(report_); }

 private:
  struct Taking {
    Directory& directory;
    Kinds kinds;
    ImportReport report;
  };

  std::optional<UnitKindId> kind_of(Line& line, const std::string& name, Taking& taking) {
    const auto key = text::fold(name);
    if (const auto known = taking.kinds.find(key); known != taking.kinds.end()) return known->second;
    if (new_kinds_ == NewKinds::refused || key.empty()) {
      line.refuse({"There is no kind called “{kind}”.", {{"kind", name}}});
      return std::nullopt;
    }
    if (count_kinds(taking.kinds) >= kMostUnitKinds) {
      line.refuse({"There are as many kinds as there can be. Remove one first."});
      return std::nullopt;
    }
    LocalText words;
    words.set(language_, name);
    return taking.kinds[key] = taking.directory.make_kind(words);
  }

  // A column that the file does not have takes nothing away.
  void keep_what_is_not_told(const Unit& unit, UnitWords& words) const {
    if (!columns_.contains(UnitColumn::other_names)) words.other_names = unit.other_names;
    if (!columns_.contains(UnitColumn::from)) words.from_year = unit.from_year;
    if (!columns_.contains(UnitColumn::to)) words.to_year = unit.to_year;
  }

  void take(const text::CsvRow& row, std::size_t at, Taking& taking) {
    Line line(row, columns_);
    UnitWords words;
    words.name = line.text(UnitColumn::name, {.min = 1, .max = kMaxUnitName});
    words.place = line.text(UnitColumn::place, {.max = kMaxUnitPlace});
    words.other_names = line.text(UnitColumn::other_names, {.max = kMaxUnitOtherNames, .lines = text::Lines::many});
    words.from_year = line.year(UnitColumn::from);
    words.to_year = line.year(UnitColumn::to);
    const auto kind_name = line.text(UnitColumn::kind, {.min = 1, .max = kMaxKindName});
    if (!line.reason() && text::fold(words.name).empty()) line.refuse({"Give it a name with letters or digits."});
    const auto kind = line.reason() ? std::nullopt : kind_of(line, kind_name, taking);
    auto& report = taking.report;
    if (line.reason()) return report.refused.push_back({at, *line.reason(), row});
    words.kind = *kind;
    if (const auto present = taking.directory.like(words)) {
      keep_what_is_not_told(*present, words);
      (taking.directory.change(*present, words) ? report.changed : report.same) += 1;
    } else {
      taking.directory.add(words);
      ++report.made;
    }
  }

  static constexpr std::size_t kMaxKindName = 40;

  NewKinds new_kinds_;
  text::Language language_;
  Columns columns_;
  text::CsvReader rows_;
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

ImportReport import_units(store::Store& store, const SpaceAct& act, std::string_view table, const UnitPlan& plan,
                          text::Language language) {
  Import import(table, plan, language);
  while (true) {
    const auto piece = import.next(kLinesAtOnce);
    if (piece.empty()) break;
    import.add(store.write([&](store::Transaction& transaction) {
      RealDirectory directory(transaction, act);
    return import.take(piece, directory, kinds_of(transaction));
  }));
}
auto report = import.report();
if (report.made + report.changed == 0) return report;
store.write([&](store::Transaction& transaction) {
  act.timeline.record(transaction, {.at = act.at,
                                    .actor = act.actor,
                                    .verb = Verb::units_imported,
                                    .amount = report.made + report.changed,
                                    .source = act.source});
});
return report;
}  // namespace parvis::units

ImportReport try_units(store::Store& store, std::string_view table, const UnitPlan& plan, text::Language language) {
  return store.read([&](store::Reader& reader) {
    Import import(table, plan, language);
    TriedDirectory directory(reader);
    import.add(import.take(import.next(SIZE_MAX), directory, kinds_of(reader)));
    return import.report();
  });
}

std::string refusals_table(const ImportReport& report, text::Language language) {
  std::vector<RefusedRow> rows;
  for (const auto& one : report.refused) rows.push_back({one.line, text::tr(language, one.reason), one.values});
  return refused_table(report.heads, rows, language);
}

}  // namespace parvis::units
