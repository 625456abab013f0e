// Tables and the chart of a sheet of paper.
#include <algorithm>

#include "community/returns/report_sheet.h"

namespace parvis::community {
namespace {

using pdf::Align;
using pdf::Part;

constexpr double kBetween = 24;  // columns
constexpr double kBeside = 7;    // a figure and the bar at its left

struct Column {
  double end = kRight;
  double figures = 0;  // as wide as its widest
};

// What is left for bars between the names and the figures, for each column of figures.
double room_for_bar(SheetDrawing& sheet, const ReportBlock& block, const std::vector<Column>& columns) {
  constexpr double kLongest = 48;
  double names = 0, figures = 0;
  for (const auto& row : block.rows) names = std::max(names, sheet.paper.width(row[0].text, sheet.body()));
  for (std::size_t i = 1; i < columns.size(); ++i) figures += columns[i].figures + kBeside + kBetween;
  return std::clamp((kWide - names - figures) / static_cast<double>(columns.size() - 1), 0.0, kLongest);
}

// Each as wide as its widest words, the rest for the names at the left. Answers how long a bar may be.
double lay_out(SheetDrawing& sheet, const ReportBlock& block, bool has_bars, std::vector<Column>& columns) {
  for (std::size_t i = 1; i < columns.size(); ++i) {
    for (const auto& row : block.rows) {
      if (i >= row.size()) continue;
      columns[i].figures = std::max(columns[i].figures, sheet.paper.width(row[i].text, sheet.strong()));
    }
  }
  const double bar = has_bars && columns.size() > 1 ? room_for_bar(sheet, block, columns) : 0;
  for (std::size_t i = columns.size() - 1; i > 1; --i) {
    double wide = columns[i].figures + (has_bars ? bar + kBeside : 0);
    if (i < block.heads.size()) wide = std::max(wide, sheet.paper.width(block.heads[i], sheet.quiet()));
    columns[i - 1].end = columns[i].end - wide - kBetween;
  }
  return bar;
}

void draw_heads(SheetDrawing& sheet, const ReportBlock& block, const std::vector<Column>& columns) {
  if (block.heads.empty()) return;
  auto& paper = sheet.paper;
  paper.open(Part::row);
  for (std::size_t i = 0; i < block.heads.size() && i < columns.size(); ++i) {
    paper.open(Part::head_cell);
    paper.write(i == 0 ? kLeft : columns[i].end, sheet.y, block.heads[i], sheet.quiet(),
                i == 0 ? Align::left : Align::right);
    paper.close();
  }
  paper.close();
  sheet.y += 8;
}

}  // namespace

void draw_table(SheetDrawing& sheet, const ReportBlock& block) {
  if (block.rows.empty()) return;
  auto& paper = sheet.paper;
  const bool compares = block.part == ReportPart::comparison;
  const double height = compares ? 21 : 23;
  std::vector<Column> columns(block.rows.front().size());
  const double bar = lay_out(sheet, block, compares, columns);
  paper.open(Part::table);
  draw_heads(sheet, block, columns);
  for (const auto& row : block.rows) {
    if (!sheet.has_room(height)) break;
    paper.line(kLeft, sheet.y, kRight, sheet.y, sheet.inks.line, 0.5);
    const double baseline = sheet.y + (compares ? 14 : 15.5);
    paper.open(Part::row);
    for (std::size_t i = 0; i < row.size(); ++i) {
      paper.open(i == 0 ? Part::head_cell : Part::cell);
      if (i == 0) {
        sheet.write(kLeft, baseline, row[i], row[i].text, sheet.body());
      } else {
        // Of a table with a bar in each row, the sum has none.
        const bool main = compares ? i == 1 : row.size() == 2 && row[i].length < 0;
        sheet.write(columns[i].end, baseline, row[i], row[i].text, main ? sheet.strong() : sheet.body(), Align::right);
      }
      paper.close();
      if (i > 0 && compares && row[i].length > 0) {
        const double length = bar * static_cast<double>(row[i].length) / 1000;
        const double until = columns[i].end - columns[i].figures - kBeside;
        paper.rectangle(until - length, baseline - 6, length, 5, i == 1 ? sheet.inks.brand : sheet.inks.edge, 1.5);
      } else if (i == 1 && row[i].length > 0) {
        const double from = kLeft + 200, room = columns[1].end - from - 110;
        paper.rectangle(from, baseline - 7.5, std::max(2.0, room * static_cast<double>(row[i].length) / 1000), 8,
                        sheet.inks.edge, 1.5);
      }
    }
    paper.close();
    sheet.y += height;
  }
  paper.close();
  paper.line(kLeft, sheet.y, kRight, sheet.y, sheet.inks.line, 0.5);
  sheet.y += 26;
}

void draw_statements(SheetDrawing& sheet, const ReportBlock& block) {
  auto& paper = sheet.paper;
  constexpr double kValueEnd = kLeft + 262, kSource = kLeft + 286;
  paper.open(Part::table);
  sheet.y -= 4;
  for (const auto& row : block.rows) {
    const auto names = paper.lines(row[0].text, sheet.body(9.5), 186, 3),
               sources = paper.lines(row[2].text, sheet.quiet(), kRight - kSource, 2);
    const auto lines = static_cast<double>(std::max(names.size(), sources.size()));
    const double height = 9 + 12.5 * lines;
    if (!sheet.has_room(height)) break;
    paper.line(kLeft, sheet.y, kRight, sheet.y, sheet.inks.line, 0.5);
    const double baseline = sheet.y + 14;
    paper.open(Part::row);
    paper.open(Part::head_cell);
    for (std::size_t i = 0; i < names.size(); ++i) {
      sheet.write(kLeft, baseline + 12.5 * static_cast<double>(i), row[0], names[i], sheet.body(9.5));
    }
    paper.close();
    paper.open(Part::cell);
    paper.write(kValueEnd, baseline, row[1].text, sheet.strong(9.5), Align::right);
    paper.close();
    paper.open(Part::cell);
    sheet.write_lines(kSource, baseline, sources, sheet.quiet(), 12.5);
    paper.close();
    paper.close();
    sheet.y += height;
  }
  paper.close();
  paper.line(kLeft, sheet.y, kRight, sheet.y, sheet.inks.line, 0.5);
  sheet.y += 26;
}

void draw_chart(SheetDrawing& sheet, const ReturnChart& chart) {
  auto& paper = sheet.paper;
  const auto& inks = sheet.inks;
  constexpr double kHeight = 176, kScale = 52;
  paper.open(Part::paragraph);
  double x = kLeft;
  for (const auto& [words, ink] : {std::pair(chart.spent, inks.edge), std::pair(chart.brought, inks.brand)}) {
    paper.rectangle(x, sheet.y - 7.5, 8, 8, ink, 1.5);
    paper.write(x + 13, sheet.y, words, sheet.quiet(9));
    x += 13 + paper.width(words, sheet.quiet(9)) + 22;
  }
  paper.close();
  const double ground = sheet.y + 18 + kHeight;
  const auto at = [&](std::int64_t cents) {
    return ground - kHeight * static_cast<double>(cents) / static_cast<double>(std::max<std::int64_t>(chart.top(), 1));
  };
  paper.open(Part::figure);
  for (const auto& mark : chart.marks) {
    const double y = at(mark.cents);
    paper.line(kLeft + kScale, y, kRight, y, mark.cents == 0 ? inks.edge : inks.line, 0.6);
    paper.write(kLeft + kScale - 8, y + 3, mark.label, sheet.quiet(8), Align::right);
  }
  const double each = (kWide - kScale) / static_cast<double>(std::max<std::size_t>(chart.months.size(), 1));
  for (std::size_t i = 0; i < chart.months.size(); ++i) {
    const auto& month = chart.months[i];
    const double bar = each * 0.32, left = kLeft + kScale + each * static_cast<double>(i) + each * 0.16,
                 middle = left + bar * 1.5 + 2;
    if (month.cost > 0) paper.rectangle(left, at(month.cost), bar, ground - at(month.cost), inks.edge, 1);
    if (month.gain.base > 0) {
      paper.rectangle(left + bar + 2, at(month.gain.base), bar, ground - at(month.gain.base), inks.brand, 1);
    }
    if (month.gain.high > month.gain.low) {
      paper.line(middle, at(month.gain.high), middle, at(month.gain.low), inks.ink, 1);
    }
    paper.write(left + bar + 1, ground + 13, month.label, sheet.quiet(8), Align::middle);
  }
  paper.close();
  sheet.y = ground + 44;
}

}  // namespace parvis::community
