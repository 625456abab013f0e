#include "community/returns/report_sheet.h"

#include <algorithm>

namespace parvis::community {
namespace {

using pdf::Align;
using pdf::Face;
using pdf::Part;

void draw_levels(SheetDrawing& sheet, const ReportBlock& block) {
  auto& paper = sheet.paper;
  paper.open(Part::figure);
  double x = kLeft;
  for (std::size_t i = 0; i < block.rows.size() && i < 3; ++i) {
    const auto last = i + 1 == block.rows.size();
    const auto width = last ? kRight - x : kWide * static_cast<double>(block.rows[i][0].length) / 1000;
    if (block.rows[i][0].length > 0) draw_level(sheet, i, x, sheet.y, width - (last ? 0 : 1.5), 24);
    x += width;
  }
  paper.close();
  sheet.y += 24 + 24;
  const double each = kWide / 3;
  double lowest = sheet.y;
  for (std::size_t i = 0; i < block.rows.size() && i < 3; ++i) {
    const auto& row = block.rows[i];
    const double left = kLeft + each * static_cast<double>(i);
    paper.open(Part::paragraph);
    draw_level(sheet, i, left, sheet.y - 7.5, 8.5, 8.5);
    paper.write(left + 13, sheet.y, row[0].text, sheet.quiet(9));
    paper.write(left, sheet.y + 21, row[1].text, sheet.strong(16));
    const auto lines = paper.lines(row[2].text, sheet.quiet(), each - 14, 2);
    lowest = std::max(lowest, sheet.write_lines(left, sheet.y + 36, lines, sheet.quiet(), 12));
    paper.close();
  }
  sheet.y = lowest + 28;
}

void draw_figures(SheetDrawing& sheet, const ReportBlock& block) {
  if (block.rows.empty()) return;
  auto& paper = sheet.paper;
  paper.line(kLeft, sheet.y, kRight, sheet.y, sheet.inks.line, 0.75);
  const double each = kWide / static_cast<double>(block.rows.size());
  double lowest = sheet.y;
  pdf::Style figure{Face::display, 27, sheet.inks.ink};  // of one size, that of the longest
  for (const auto& row : block.rows) figure = sheet.fitting(row[1].text, figure, each - 14);
  for (std::size_t i = 0; i < block.rows.size(); ++i) {
    const auto& row = block.rows[i];
    const double left = kLeft + each * static_cast<double>(i);
    paper.open(Part::paragraph);
    paper.write(left, sheet.y + 20, row[0].text, sheet.quiet(9));
    paper.write(left, sheet.y + 50, row[1].text, figure);
    const auto lines = paper.lines(row[2].text, sheet.quiet(), each - 14, 3);
    lowest = std::max(lowest, sheet.write_lines(left, sheet.y + 67, lines, sheet.quiet(), 11.5));
    paper.close();
  }
  sheet.y = lowest + 18;
  paper.line(kLeft, sheet.y, kRight, sheet.y, sheet.inks.line, 0.75);
  sheet.y += 38;
}

void draw_words(SheetDrawing& sheet, const std::string& words, const pdf::Style& style, double width, double leading,
                Part part) {
  sheet.paper.open(part);
  sheet.y = sheet.write_lines(kLeft, sheet.y, sheet.balanced(words, style, width), style, leading);
  sheet.paper.close();
}

void draw_bullets(SheetDrawing& sheet, const ReportBlock& block) {
  auto& paper = sheet.paper;
  const auto style = sheet.body(10.5);
  sheet.y += 2;
  paper.open(Part::list);
  for (const auto& row : block.rows) {
    const auto lines = paper.lines(row[0].text, style, kWide - 40, 3);
    if (!sheet.has_room(15.0 * static_cast<double>(lines.size()))) break;
    paper.rectangle(kLeft + 1, sheet.y - 6, 4.5, 4.5, sheet.inks.brand, 1);
    paper.open(Part::item);
    sheet.y = sheet.write_lines(kLeft + 16, sheet.y, lines, style, 15) + 20;
    paper.close();
  }
  paper.close();
  sheet.y += 4;
}

void draw_ranking(SheetDrawing& sheet, const ReportBlock& block) {
  auto& paper = sheet.paper;
  const auto style = sheet.body(10);
  paper.open(Part::list);
  sheet.y += 4;
  for (const auto& row : block.rows) {
    const auto lines = sheet.balanced(row[0].text, style, kWide - 160, 2);
    if (lines.empty() || !sheet.has_room(13.0 * static_cast<double>(lines.size()))) break;
    paper.open(Part::item);
    const double first = sheet.y;
    for (const auto& line : lines) {
      sheet.write(kLeft, sheet.y, row[0], line, style);
      sheet.y += 13;
    }
    paper.rectangle(kRight - 144, first - 7, std::max(2.0, 56.0 * static_cast<double>(row[1].length) / 1000), 7,
                    sheet.inks.brand, 1.5);
    paper.write(kRight, first, row[1].text, sheet.quiet(9), Align::right);
    paper.close();
    sheet.y += 3;
    paper.line(kLeft, sheet.y - 8, kRight, sheet.y - 8, sheet.inks.line, 0.5);
    sheet.y += 8;
  }
  paper.close();
}

void draw_room(SheetDrawing& sheet) {
  for (sheet.y += 26; sheet.has_room(0); sheet.y += 27) {
    sheet.paper.line(kLeft, sheet.y, kRight, sheet.y, sheet.inks.line, 0.5);
  }
}

}  // namespace

void SheetDrawing::write(double x, double baseline, const ReportCell& cell, const std::string& words,
                         const pdf::Style& style, Align align) {
  if (!cell.path.empty()) paper.begin_link(origin + cell.path);
  paper.write(x, baseline, words, style, align);
  if (!cell.path.empty()) paper.end_link();
}

std::vector<std::string> SheetDrawing::balanced(std::string_view words, const pdf::Style& style, double width,
                                                std::size_t at_most) {
  constexpr double kNear = 4;
  auto best = paper.lines(words, style, width, at_most);
  double narrow = 0;
  while (best.size() > 1 && width - narrow > kNear) {
    const auto middle = (narrow + width) / 2;
    auto lines = paper.lines(words, style, middle, at_most + 1);
    if (lines.size() > best.size()) {
      narrow = middle;
    } else {
      width = middle;
      best = std::move(lines);
    }
  }
  return best;
}

pdf::Style SheetDrawing::fitting(std::string_view words, pdf::Style style, double width) {
  constexpr double kSmallest = 4;
  const auto taken = paper.width(words, style);
  if (taken > width) style.size = std::max(kSmallest, style.size * width / taken);
  return style;
}

double SheetDrawing::write_lines(double x, double baseline, const std::vector<std::string>& lines,
                                 const pdf::Style& style, double leading) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    paper.write(x, baseline + leading * static_cast<double>(i), lines[i], style);
  }
  return baseline + leading * static_cast<double>(lines.empty() ? 0 : lines.size() - 1);
}

void draw_level(SheetDrawing& sheet, std::size_t level, double x, double y, double width, double height) {
  constexpr pdf::Fill kFills[] = {pdf::Fill::dots, pdf::Fill::stripes, pdf::Fill::full};
  sheet.paper.area(x, y, width, height, level == 0 ? sheet.inks.muted : sheet.inks.brand, kFills[level]);
}

void draw_block(SheetDrawing& sheet, const ReportBlock& block) {
  switch (block.part) {
    case ReportPart::levels: return draw_levels(sheet, block);
    case ReportPart::history: return draw_history(sheet, block);
    case ReportPart::figures: return draw_figures(sheet, block);
    case ReportPart::lead:
      draw_words(sheet, block.text, sheet.body(14), kWide, 21, Part::paragraph);
      sheet.y += 32;
      return;
    case ReportPart::note:
      draw_words(sheet, block.text, sheet.quiet(9), kWide, 13, Part::paragraph);
      sheet.y += 22;
      return;
    case ReportPart::heading:
      sheet.y += 16;
      draw_words(sheet, block.text, {Face::display, 14, sheet.inks.ink}, kWide, 18, Part::heading);
      sheet.y += 20;
      return;
    case ReportPart::course: return draw_course(sheet, block);
    case ReportPart::comparison:
    case ReportPart::table: return draw_table(sheet, block);
    case ReportPart::statements: return draw_statements(sheet, block);
    case ReportPart::ranking: return draw_ranking(sheet, block);
    case ReportPart::bullets: return draw_bullets(sheet, block);
    case ReportPart::chart: return draw_chart(sheet, block.chart);
    case ReportPart::room: return draw_room(sheet);
  }
}

}  // namespace parvis::community
