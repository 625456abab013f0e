// The parts of a sheet of the month on paper, drawn one below the other. One drawing; one thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "community/returns/report.h"
#include "core/pdf/document.h"

namespace parvis::community {

// Points from the top left corner.
inline constexpr double kLeft = 56, kRight = pdf::kPageWidth - 56, kTop = 52, kBottom = pdf::kPageHeight - 62;
inline constexpr double kWide = kRight - kLeft;

struct Inks {
  pdf::Colour ink, muted, line, edge, brand;
};
struct SheetDrawing {
  pdf::Document& paper;
  Inks inks;
  std::string origin;
  text::Language language = text::Language::en;
  double y = kTop;  // below what is drawn

  pdf::Style body(double size = 10) const { return {pdf::Face::text, size, inks.ink}; }
  pdf::Style strong(double size = 10) const { return {pdf::Face::strong, size, inks.ink}; }
  pdf::Style quiet(double size = 8.5) const { return {pdf::Face::text, size, inks.muted}; }

  bool has_room(double height) const { return y + height <= kBottom; }
  // A cell's words, leading where it leads.
  void write(double x, double baseline, const ReportCell& cell, const std::string& words, const pdf::Style& style,
             pdf::Align align = pdf::Align::left);
  // The lines it takes, about equally long.
  std::vector<std::string> balanced(std::string_view words, const pdf::Style& style, double width,
                                    std::size_t at_most = 40);
  // Smaller where it has to be.
  pdf::Style fitting(std::string_view words, pdf::Style style, double width);
  // Lines from `baseline` down; answers the baseline of the last.
  double write_lines(double x, double baseline, const std::vector<std::string>& lines, const pdf::Style& style,
                     double leading);
};

void draw_block(SheetDrawing& sheet, const ReportBlock& block);
// Of a bar of the three levels, the lowest first: each with its pattern.
void draw_level(SheetDrawing& sheet, std::size_t level, double x, double y, double width, double height);
// What does not fit on the sheet is left out from its end.
void draw_table(SheetDrawing& sheet, const ReportBlock& block);  // table, comparison
void draw_statements(SheetDrawing& sheet, const ReportBlock& block);
// A column for each month, the picture above and its figures below.
void draw_history(SheetDrawing& sheet, const ReportBlock& block);
void draw_course(SheetDrawing& sheet, const ReportBlock& block);
void draw_chart(SheetDrawing& sheet, const ReturnChart& chart);

}  // namespace parvis::community
