#include "community/tables/refused_lines.h"

#include "core/text/catalogue.h"
#include "core/text/unicode.h"

namespace parvis::community {
namespace {

constexpr std::size_t kMostValueShown = 60;  // bytes

}  // namespace

std::string fault_sentence(text::Language language, const char* column, std::string_view value,
                           const Sentence& reason) {
  const auto head = text::tr(language, column), why = text::tr(language, reason);
  if (value.empty()) return text::tr(language, "{column}, empty: {reason}", {{"column", head}, {"reason", why}});
  const auto shown = std::string(text::cut_at_character(value, kMostValueShown));
  return text::tr(language, "{column}, “{value}”: {reason}", {{"column", head}, {"value", shown}, {"reason", why}});
}

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
