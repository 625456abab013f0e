#include "community/page/table_columns.h"

#include "community/page/form_words.h"

namespace parvis::community {
namespace {

void write_samples(html::Writer& out, const std::vector<text::CsvRow>& lines, std::size_t column) {
  out.open("p", {{"class", "column-samples quiet small"}});
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (column < lines[i].size() && !lines[i][column].empty()) out.element("span", lines[i][column]);
  }
  out.close();
}

}  // namespace

std::string column_field(std::size_t index) { return "column_" + std::to_string(index + 1); }

void write_table_columns(html::Writer& out, const Visit& visit, const std::vector<text::CsvRow>& lines,
                         std::span<const ColumnChoice> choices, const html::FormState& state) {
  const auto columns = lines.empty() ? std::size_t{0} : lines.front().size();
  if (const auto* message = state.message(column_field(0))) {
    out.element("p", {{"class", "field-error"}, {"id", "plan-" + column_field(0)}}, say_in(visit)(*message));
  }
  out.open("ol", {{"class", "columns"}});
  for (std::size_t i = 0; i < columns; ++i) {
    const auto field = column_field(i), id = "choose-" + field;
    const auto number = visit.tr("Column {number}", {{"number", std::to_string(i + 1)}});
    out.open("li").open("div");
    out.open("label", {{"for", id}}).element("span", {{"class", "quiet small"}}, number).text(" ");
    out.element("b", lines.front()[i]).close();
    write_samples(out, lines, i);
    out.close().open("select", {{"name", field}, {"id", id}});
    for (const auto& choice : choices) {
      out.open("option", {{"value", choice.name}, {"selected", state.value(field) == choice.name}});
      out.text(choice.words).close();
    }
    out.close().close();
  }
  out.close();
}

}  // namespace parvis::community
