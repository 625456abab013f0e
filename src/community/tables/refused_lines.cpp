#include "community/tables/refused_lines.h"

#include "core/errors.h"
#include "core/text/catalogue.h"

namespace parvis::community {

std::string refused_table(text::CsvRow heads, const std::vector<RefusedRow>& lines, text::Language language) {
  if (lines.empty()) return {};
  std::string table;
  if (!heads.empty()) {
    heads.insert(heads.begin(), {text::tr(language, "Line"), text::tr(language, "Why it was refused")});
    table = text::csv_line(heads, ',');
  }
  for (const auto& refused : lines) {
    auto row = refused.values;
    row.insert(row.begin(), {std::to_string(refused.line), refused.why});
    table += text::csv_line(row, ',');
  }
  return table;
}

http::Response refused_answer(std::string table) {
  if (table.empty()) throw NotFound({"No line of this file was refused."});
  auto answer = http::bytes(std::move(table), "text/csv; charset=utf-8");
  answer.header("Content-Disposition", "attachment; filename=\"refused.csv\"");
  answer.header("Cache-Control", "no-store");
  return answer;
}

}  // namespace parvis::community
