#include "community/returns/report_drawing.h"

#include "community/page/palette.h"
#include "community/returns/month.h"
#include "community/returns/report_sheet.h"
#include "core/text/catalogue.h"
#include "core/text/validate.h"

namespace parvis::community {
namespace {

using pdf::Align;
using pdf::Face;

// What stands around every sheet: whose it is, of when, which page.
void draw_frame(SheetDrawing& sheet, const ReportDocument& document, std::size_t number) {
  auto& paper = sheet.paper;
  const auto& inks = sheet.inks;
  const pdf::Style small{Face::text, 8.5, inks.muted}, name{Face::strong, 8.5, inks.ink};
  paper.open(pdf::Part::paragraph);
  paper.write(kLeft, kTop, document.community, name);
  paper.write(pdf::kPageWidth / 2, kTop, document.month_words, small, Align::middle);
  paper.write(kRight, kTop,
              text::tr(document.language, "{n} of {all}",
                       {{"n", static_cast<std::int64_t>(number)}, {"all", document.sheets.size()}}),
              small, Align::right);
  paper.close();
  paper.line(kLeft, kTop + 9, kRight, kTop + 9, inks.ink, 1);
  paper.write(kLeft, kBottom + 18, document.made_words, {Face::text, 7.5, inks.muted});
}

void draw_title(SheetDrawing& sheet, const std::string& title) {
  const pdf::Style style{Face::display, 25, sheet.inks.ink};
  sheet.paper.open(pdf::Part::title);
  sheet.y = kTop + 58;
  for (const auto& line : sheet.balanced(title, style, kWide, 3)) {
    sheet.paper.write(kLeft, sheet.y, line, style);
    sheet.y += 30;
  }
  sheet.paper.close();
  sheet.y += 4;
}

Inks inks_of(const ReportDocument& document) {
  const auto light = make_palettes(parse_color(document.brand).value_or(*parse_color(Identity{}.brand_color))).light;
  const auto of = [](const Rgb& rgb) { return pdf::colour(color_text(rgb)); };
  return {.ink = of(light.ink),
          .muted = of(light.muted),
          .line = of(light.line),
          .edge = of(light.edge),
          .brand = of(light.brand)};
}

}  // namespace

std::string draw_report(const ReportDocument& document, std::string_view origin) {
  pdf::Document paper({.title = document.community + " · " + document.title,
                       .author = document.community,
                       .subject = document.title,
                       .language = std::string(text::tag(document.language)),
                       .made_at = document.made_at});
  SheetDrawing sheet{
      .paper = paper, .inks = inks_of(document), .origin = std::string(origin), .language = document.language};
  for (std::size_t i = 0; i < document.sheets.size(); ++i) {
    if (i > 0) paper.next_page();
    draw_frame(sheet, document, i + 1);
    draw_title(sheet, document.sheets[i].title);
    for (const auto& block : document.sheets[i].blocks) draw_block(sheet, block);
  }
  return paper.finish();
}

std::string report_file_name(const ReportDocument& document) {
  return text::slug(document.community) + "-" + month_in_figures(document.month) + "-" +
         std::string(text::tag(document.language)) + ".pdf";
}

http::Response report_as_pdf(const ReportDocument& document, std::string_view origin) {
  auto response = http::bytes(draw_report(document, origin), "application/pdf");
  response.header("Content-Disposition", "attachment; filename=\"" + report_file_name(document) + "\"");
  response.header("Cache-Control", "no-store");
  return response;
}

}  // namespace parvis::community
