#include "community/returns/cost_file.h"

#include <algorithm>
#include <array>
#include <map>

#include "community/tables/refused_lines.h"
#include "core/text/catalogue.h"
#include "core/text/money.h"
#include "core/text/words.h"

namespace parvis::community {
namespace {

using enum CostColumn;

constexpr std::string_view kOpen = "open";

struct ColumnName {
  CostColumn column;
  std::string_view name;
  const char* words;
  std::vector<std::string_view> heads;  // folded
};

const std::array<ColumnName, 5>& names() {
  static const std::array<ColumnName, 5> all{
      ColumnName{month, "month", text::msgid("Month"), {"month", "mois", "date", "first month"}},
      ColumnName{kind, "kind", text::msgid("Kind"), {"kind", "type", "nature", "poste"}},
      ColumnName{what, "what", text::msgid("What it is"), {"what", "label", "libelle", "objet", "quoi"}},
      ColumnName{amount, "amount", text::msgid("Amount"), {"amount", "montant", "cost", "cout"}},
      ColumnName{until, "until", text::msgid("Until the month"), {"until", "last month", "jusqu au", "dernier mois"}}};
  return all;
}

const ColumnName& name_of(CostColumn column) { return names()[static_cast<std::size_t>(column)]; }

using Columns = std::map<CostColumn, std::size_t>;

Columns columns_in(const text::CsvRow& heads) {
  Columns columns;
  for (std::size_t i = 0; i < heads.size(); ++i) {
    const auto folded = text::fold(heads[i]);
    for (const auto& name : names()) {
      if (std::ranges::find(name.heads, folded) != name.heads.end()) columns.try_emplace(name.column, i);
    }
  }
  return columns;
}

// `until` alone may be missing.
bool has_all(const Columns& columns) {
  return std::ranges::all_of(
      names(), [&](const ColumnName& name) { return name.column == until || columns.contains(name.column); });
}

// By its name in the open form, or as a page calls it in either language.
std::optional<CostKind> kind_of(std::string_view typed) {
  const auto folded = text::fold(typed);
  for (const auto kind : kCostKinds) {
    if (folded == cost_kind_name(kind)) return kind;
    for (const auto language : text::kLanguages) {
      if (folded == text::fold(text::phrase(language, cost_kind_words(kind)))) return kind;
    }
  }
  return std::nullopt;
}

// What a field of a cost is called here.
CostColumn column_of(std::string_view field) {
  if (field == "first_month") return month;
  if (field == "last_month") return until;
  const auto found = std::ranges::find(names(), field, &ColumnName::name);
  return found == names().end() ? what : found->column;
}

class LineReader {
 public:
  LineReader(const Columns& columns, const text::CsvRow& row) : columns_(columns), row_(row) {}

  CostWords words() {
    CostWords words;
    const auto first = parse_month(value(month).substr(0, 7));
    if (!first) refuse(month, {"Write the month like 2026-11."});
    words.first_month = words.last_month = first.value_or(0);
    const auto found = kind_of(value(kind));
    if (!found) refuse(kind, {"There is no kind called “{kind}”.", {{"kind", value(kind)}}});
    words.kind = found.value_or(CostKind::other);
    words.what = value(what);
    words.cents = text::parse_money(value(amount)).value_or(0);
    read_until(words);
    for (const auto& mistake : tidy(words)) {
      const auto column = column_of(mistake.field);
      if (!is_refused(column)) refuse(column, mistake.sentence);
    }
    return words;
  }
  std::vector<CostFile::Fault> faults() { return std::move(faults_); }

 private:
  std::string value(CostColumn column) const {
    const auto at = columns_.find(column);
    return at == columns_.end() || at->second >= row_.size() ? std::string() : row_[at->second];
  }
  void refuse(CostColumn column, Sentence reason) { faults_.push_back({column, value(column), std::move(reason)}); }
  bool is_refused(CostColumn column) const { return std::ranges::count(faults_, column, &CostFile::Fault::column) > 0; }
  void read_until(CostWords& words) {
    const auto typed = value(until);
    if (typed.empty()) return;
    const auto last = text::fold(typed) == kOpen ? std::optional(kOpenMonth) : parse_month(typed.substr(0, 7));
    if (!last) return refuse(until, {"Write the month like 2026-11."});
    // Against a first month that could not be read nothing can be said.
    if (!is_refused(month)) words.last_month = *last;
  }

  const Columns& columns_;
  const text::CsvRow& row_;
  std::vector<CostFile::Fault> faults_;
};

bool same(const CostWords& one, const CostWords& other) {
  return one.kind == other.kind && one.what == other.what && one.cents == other.cents &&
         one.first_month == other.first_month && one.last_month == other.last_month;
}

// A line is known by what was recorded before this file: two lines of one file that are the same are two costs.
template <class Record>
CostsBrought take_in(store::Reader& reader, const CostFile& file, const Record& record) {
  CostsBrought brought;
  const auto present = costs(reader);
  for (const auto& words : file.costs) {
    if (std::ranges::any_of(present, [&](const Cost& cost) { return same(cost, words); })) {
      ++brought.known;
    } else {
      record(words);
      ++brought.recorded;
    }
  }
  return brought;
}

}  // namespace

std::string_view cost_column_name(CostColumn column) { return name_of(column).name; }
const char* cost_column_words(CostColumn column) { return name_of(column).words; }

CostFile read_cost_file(std::string_view table) {
  CostFile file;
  text::CsvReader reader(table, text::separator_of(table));
  text::CsvRow row;
  const auto columns = reader.next(row) ? columns_in(row) : Columns();
  if (!has_all(columns)) {
    file.unreadable = Sentence{"The first line must name the columns: month, kind, what, amount."};
    return file;
  }
  while (reader.next(row)) {
    LineReader line(columns, row);
    auto words = line.words();
    if (auto faults = line.faults(); !faults.empty()) {
      file.refused.push_back({reader.line(), std::move(faults), row});
    } else {
      file.costs.push_back(std::move(words));
    }
  }
  return file;
}

std::string fault_words(text::Language language, const CostFile::Fault& fault) {
  return fault_sentence(language, cost_column_words(fault.column), fault.value, fault.reason);
}

CostsBrought try_costs(store::Reader& reader, const CostFile& file) {
  return take_in(reader, file, [](const CostWords&) {});
}

CostsBrought bring_costs_in(store::Transaction& transaction, const ReturnAct& act, const CostFile& file) {
  return take_in(transaction, file, [&](const CostWords& words) { record_cost(transaction, act, words); });
}

std::string cost_table(const std::vector<Cost>& costs) {
  text::CsvRow heads;
  for (const auto& name : names()) heads.emplace_back(name.name);
  auto table = text::csv_line(heads, ',');
  for (const auto& cost : costs) {
    std::string last;
    if (cost.last_month == kOpenMonth) last = kOpen;
    if (cost.last_month != kOpenMonth && cost.last_month != cost.first_month) last = month_in_figures(cost.last_month);
    table += text::csv_line({month_in_figures(cost.first_month), std::string(cost_kind_name(cost.kind)), cost.what,
                             text::money_in_figures(text::Language::en, cost.cents), last},
                            ',');
  }
  return table;
}

}  // namespace parvis::community
