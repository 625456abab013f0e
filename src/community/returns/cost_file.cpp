#include <algorithm>
#include <map>

#include "community/returns/cost.h"
#include "core/text/catalogue.h"
#include "core/text/csv.h"
#include "core/text/money.h"
#include "core/text/validate.h"
#include "core/text/words.h"

namespace parvis::community {
namespace {

enum class Column { month, kind, what, amount };

std::optional<Column> column_of(std::string_view head) {
  const auto folded = text::fold(head);
  const auto is = [&](std::initializer_list<std::string_view> heads) {
    return std::ranges::find(heads, folded) != heads.end();
  };
  if (is({"month", "mois", "date"})) return Column::month;
  if (is({"kind", "type", "nature", "poste"})) return Column::kind;
  if (is({"what", "label", "libelle", "objet", "quoi"})) return Column::what;
  if (is({"amount", "montant", "cost", "cout"})) return Column::amount;
  return std::nullopt;
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

struct Line {
  CostWords words;
  std::optional<Sentence> problem;
};

Line read_line(const std::map<Column, std::size_t>& columns, const text::CsvRow& row) {
  const auto value = [&](Column column) {
    const auto at = columns.find(column);
    return at == columns.end() || at->second >= row.size() ? std::string() : row[at->second];
  };
  Line line;
  const auto month = parse_month(value(Column::month).substr(0, 7));
  const auto kind = kind_of(value(Column::kind));
  const auto cents = text::parse_money(value(Column::amount));
  auto what = text::check_text(value(Column::what), {.min = 1, .max = kMaxCostWords});
  if (!month) line.problem = Sentence{"Write the month like 2026-11."};
  if (!kind) line.problem = Sentence{"There is no kind called “{kind}”.", {{"kind", value(Column::kind)}}};
  if (!cents || *cents == 0) line.problem = Sentence{"Write an amount, like 129.90."};
  if (what.problem) line.problem = *what.problem;
  if (line.problem) return line;
  line.words = {*kind, std::move(what.value), *cents, *month, *month};
  return line;
}

bool same(const CostWords& one, const CostWords& other) {
  return one.kind == other.kind && one.what == other.what && one.cents == other.cents &&
         one.first_month == other.first_month && one.last_month == other.last_month;
}

}  // namespace

CostFileReport import_costs(store::Transaction& transaction, const ReturnAct& act, std::string_view csv) {
  CostFileReport report;
  const auto text = text::decode_table(csv);
  if (!text) {
    report.unreadable =
        Sentence{"This is not a table as text. Save it as CSV in your spreadsheet, then send that file."};
    return report;
  }
  text::CsvReader reader(*text, text::separator_of(*text));
  text::CsvRow row;
  std::map<Column, std::size_t> columns;
  if (reader.next(row)) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (const auto column = column_of(row[i])) columns.try_emplace(*column, i);
    }
  }
  if (columns.size() < 4) {
    report.unreadable = Sentence{"The first line must name the columns: month, kind, what, amount."};
    return report;
  }
  const auto present = costs(transaction);
  while (reader.next(row)) {
    auto line = read_line(columns, row);
    if (line.problem) {
      report.refused.push_back({reader.line(), *line.problem});
    } else if (std::ranges::any_of(present, [&](const Cost& cost) { return same(cost, line.words); })) {
      ++report.known;
    } else {
      record_cost(transaction, act, line.words);
      ++report.recorded;
    }
  }
  return report;
}

}  // namespace parvis::community
