// Months side by side on a sheet of paper: a picture, and under each of its columns the figures it is drawn from.
#include <algorithm>

#include "community/returns/month.h"
#include "community/returns/report_sheet.h"
#include "core/text/money.h"

namespace parvis::community {
namespace {

using pdf::Align;
using pdf::Part;

constexpr double kNames = 104, kWidest = 95;  // what the rows are called, at the left; a column where there are few
constexpr double kLabel = 13, kYear = 9, kRow = 12.5, kFigure = 7.5, kName = 8.5;
constexpr std::int64_t kHalf = 5'000;  // in hundredths of a per cent

// Rows are kept from the latest back and drawn from the oldest on.
struct Months {
  const std::vector<ReportRow>& rows;
  double each;

  explicit Months(const std::vector<ReportRow>& all)
      : rows(all), each(std::min(kWidest, (kWide - kNames) / static_cast<double>(all.size()))) {}
  std::size_t count() const { return rows.size(); }
  const ReportRow& row(std::size_t i) const { return rows[rows.size() - 1 - i]; }
  double left(std::size_t i) const { return kLeft + kNames + each * static_cast<double>(i); }
  double middle(std::size_t i) const { return left(i) + each / 2; }
  double end() const { return left(count()); }
};

void write_inside(SheetDrawing& sheet, double middle, double width, const std::string& words, pdf::Style style) {
  sheet.paper.write(middle, sheet.y, words, sheet.fitting(words, style, width - 2), Align::middle);
}

void write_name(SheetDrawing& sheet, double x, const std::string& name) {
  sheet.paper.open(Part::head_cell);
  sheet.paper.write(x, sheet.y, name, sheet.fitting(name, sheet.quiet(kName), kLeft + kNames - 6 - x));
  sheet.paper.close();
}

void write_month_names(SheetDrawing& sheet, const Months& months, const std::string& head) {
  auto& paper = sheet.paper;
  paper.open(Part::row);
  write_name(sheet, kLeft, head);
  std::string last;
  for (std::size_t i = 0; i < months.count(); ++i) {
    const auto& cell = months.row(i).front();
    const auto year = std::string(cell.brief.empty() ? std::string_view() : year_of_name(cell.text));
    paper.open(Part::head_cell);
    write_inside(sheet, months.middle(i), months.each, cell.brief.empty() ? cell.text : cell.brief, sheet.quiet(8));
    if (year != last) paper.write(months.middle(i), sheet.y + kYear, year, sheet.quiet(7), Align::middle);
    paper.close();
    last = year;
  }
  paper.close();
  sheet.y += kYear + 4;
}

void rule(SheetDrawing& sheet, const Months& months) {
  sheet.paper.line(kLeft, sheet.y, months.end(), sheet.y, sheet.inks.line, 0.5);
}

// One size for all figures of a block, that of the longest.
pdf::Style figure_style(SheetDrawing& sheet, const Months& months, std::size_t columns) {
  auto style = sheet.body(kFigure);
  for (const auto& row : months.rows) {
    for (std::size_t i = 1; i < columns; ++i) style = sheet.fitting(row[i].text, style, months.each - 3);
  }
  return style;
}

// The cells of one column of the block, side by side.
void write_figures(SheetDrawing& sheet, const Months& months, std::size_t column, const pdf::Style& style) {
  for (std::size_t i = 0; i < months.count(); ++i) {
    sheet.paper.open(Part::cell);
    sheet.paper.write(months.middle(i), sheet.y, months.row(i)[column].text, style, Align::middle);
    sheet.paper.close();
  }
}

void draw_share_bars(SheetDrawing& sheet, const Months& months, double high) {
  const double ground = sheet.y + high;
  for (std::size_t i = 0; i < months.count(); ++i) {
    const auto& row = months.row(i);
    if (row[1].length < 0) continue;
    double top = ground;
    for (std::size_t level = 0; level < 3; ++level) {
      // What is lost to rounding goes to the last.
      const double tall = level == 2
                              ? top - sheet.y
                              : high * static_cast<double>(std::max<std::int64_t>(0, row[level + 1].length)) / 1000;
      if (row[level + 1].length > 0) draw_level(sheet, level, months.left(i) + 1.5, top - tall, months.each - 3, tall);
      top -= tall;
    }
  }
}

void draw_half(SheetDrawing& sheet, const Months& months, double y) {
  auto& paper = sheet.paper;
  const double from = kLeft + kNames - 2;
  paper.line(from, y, months.end() + 2, y, {1, 1, 1}, 2.6);
  paper.path({{from, y}, {months.end() + 2, y}}, sheet.inks.ink, 0.9, pdf::Stroke::dashed);
  paper.write(from - 4, y + 2.8, text::format_percent(sheet.language, kHalf), sheet.quiet(8), Align::right);
}

// One word for months that follow each other on the same level.
void write_levels_reached(SheetDrawing& sheet, const Months& months, const std::string& head) {
  auto& paper = sheet.paper;
  paper.open(Part::row);
  write_name(sheet, kLeft, head);
  for (std::size_t first = 0; first < months.count();) {
    auto next = first + 1;
    while (next < months.count() && months.row(next)[4].text == months.row(first)[4].text) ++next;
    const double from = months.left(first) + 1.5, until = months.left(next) - 1.5;
    const auto words = paper.lines(months.row(first)[4].text, sheet.strong(kFigure), until - from, 1);
    paper.line(from, sheet.y - 9, until, sheet.y - 9, sheet.inks.muted, 0.9);
    paper.open(Part::cell);
    if (!words.empty()) paper.write((from + until) / 2, sheet.y, words.front(), sheet.strong(kFigure), Align::middle);
    paper.close();
    first = next;
  }
  paper.close();
  sheet.y += kRow;
}

void write_sentence(SheetDrawing& sheet, const std::string& words) {
  if (words.empty()) return;
  sheet.paper.open(Part::paragraph);
  const auto style = sheet.body(9.5);
  sheet.y = sheet.write_lines(kLeft, sheet.y, sheet.paper.lines(words, style, kWide, 2), style, 13);
  sheet.paper.close();
  sheet.y += 14;
}

double most_of(const Months& months, std::size_t columns) {
  std::int64_t most = 1;
  for (const auto& row : months.rows) {
    for (std::size_t i = 1; i < columns; ++i) most = std::max(most, row[i].length);
  }
  return static_cast<double>(most);
}

enum class Line { this_year, year_before };

// Begins where there was something.
void draw_line(SheetDrawing& sheet, const Months& months, std::size_t column, double ground, double per, Line line) {
  const bool is_main = line == Line::this_year;
  std::vector<pdf::Point> points;
  for (std::size_t i = 0; i < months.count(); ++i) {
    const auto length = months.row(i)[column].length;
    if (length >= 0) points.push_back({months.middle(i), ground - per * static_cast<double>(length)});
  }
  auto& paper = sheet.paper;
  paper.path(points, is_main ? sheet.inks.brand : sheet.inks.muted, is_main ? 1.8 : 1.1,
             is_main ? pdf::Stroke::whole : pdf::Stroke::dashed);
  if (!is_main) return;
  for (const auto& point : points) paper.rectangle(point.x - 1.8, point.y - 1.8, 3.6, 3.6, sheet.inks.brand, 1.8);
}

}  // namespace

void draw_history(SheetDrawing& sheet, const ReportBlock& block) {
  if (block.rows.empty() || block.heads.size() < 4) return;
  const Months months(block.rows);
  const bool has_levels = block.heads.size() > 4;
  constexpr double kBelow = 64;  // the note
  const double table = kLabel + kYear + 4 + 3 * kRow + (has_levels ? kRow + 4 : 0) + 18;
  auto& paper = sheet.paper;
  write_sentence(sheet, block.text);
  sheet.y -= 4;
  const double high = std::clamp(kBottom - sheet.y - table - kBelow, 48.0, 130.0);
  paper.open(Part::figure);
  draw_share_bars(sheet, months, high);
  draw_half(sheet, months, sheet.y + high / 2);
  paper.close();
  sheet.y += high + kLabel - 1;
  paper.open(Part::table);
  write_month_names(sheet, months, block.heads[0]);
  const auto style = figure_style(sheet, months, 4);
  for (std::size_t level = 3; level-- > 0;) {
    rule(sheet, months);
    sheet.y += kRow - 3.5;
    draw_level(sheet, level, kLeft, sheet.y - 6.5, 8.5, 7.5);
    paper.open(Part::row);
    write_name(sheet, kLeft + 13, block.heads[level + 1]);
    write_figures(sheet, months, level + 1, style);
    paper.close();
    sheet.y += 3.5;
  }
  rule(sheet, months);
  if (has_levels) {
    sheet.y += kRow + 2;
    write_levels_reached(sheet, months, block.heads[4]);
  }
  paper.close();
  sheet.y += 16;
}

void draw_course(SheetDrawing& sheet, const ReportBlock& block) {
  if (block.rows.empty() || block.heads.size() < 2) return;
  const Months months(block.rows);
  constexpr double kHigh = 78, kAbove = 12;
  auto& paper = sheet.paper;
  write_sentence(sheet, block.text);
  const double ground = sheet.y + kAbove + kHigh, per = kHigh / most_of(months, block.heads.size());
  paper.open(Part::figure);
  paper.line(kLeft + kNames, ground, months.end(), ground, sheet.inks.line, 0.75);
  for (std::size_t column = block.heads.size() - 1; column > 0; --column) {
    draw_line(sheet, months, column, ground, per, column == 1 ? Line::this_year : Line::year_before);
  }
  const auto& last = months.row(months.count() - 1)[1];
  const double half = paper.width(last.text, sheet.strong(10)) / 2;
  paper.write(std::min(months.middle(months.count() - 1), kRight - half),
              ground - per * static_cast<double>(last.length) - 6, last.text, sheet.strong(10), Align::middle);
  paper.close();
  sheet.y = ground + kLabel - 1;
  paper.open(Part::table);
  write_month_names(sheet, months, block.heads[0]);
  const auto style = figure_style(sheet, months, block.heads.size());
  for (std::size_t column = 1; column < block.heads.size(); ++column) {
    rule(sheet, months);
    sheet.y += kRow - 3.5;
    const bool main = column == 1;
    paper.path({{kLeft, sheet.y - 3}, {kLeft + 10, sheet.y - 3}}, main ? sheet.inks.brand : sheet.inks.muted,
               main ? 1.8 : 1.1, main ? pdf::Stroke::whole : pdf::Stroke::dashed);
    paper.open(Part::row);
    write_name(sheet, kLeft + 13, block.heads[column]);
    write_figures(sheet, months, column, style);
    paper.close();
    sheet.y += 3.5;
  }
  rule(sheet, months);
  paper.close();
  sheet.y += 26;
}

}  // namespace parvis::community
