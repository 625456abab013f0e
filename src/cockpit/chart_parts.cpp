#include "cockpit/chart_parts.h"

#include <fmt/format.h>

#include "core/text/catalogue.h"

namespace parvis::cockpit {

std::string at(double x) { return fmt::format("{:.1f}", x); }

void open_chart_figure(html::Writer& out, std::string_view title, std::string_view says) {
  out.open("figure", {{"class", "charted"}}).open("figcaption").element("h3", title);
  out.element("p", {{"class", "quiet small"}}, says).close();
}

void open_drawing(html::Writer& out, std::string_view says, double height) {
  out.open("svg", {{"class", "chart"},
                   {"viewBox", fmt::format("0 0 {:.0f} {:.0f}", kChartWidth, height)},
                   {"role", "img"},
                   {"aria-label", says}});
}

void write_chart_words(html::Writer& out, double x, double y, std::string_view css_class, std::string_view words) {
  out.element("text", {{"x", at(x)}, {"y", at(y)}, {"class", css_class}}, words);
}

void write_axis(html::Writer& out, double from, double until, std::string_view first, std::string_view last) {
  const auto y = at(kChartGround);
  out.open("line", {{"class", "axis"}, {"x1", at(from)}, {"x2", at(until)}, {"y1", y}, {"y2", y}}).close();
  write_chart_words(out, from, kChartHeight - 6, "tick", first);
  write_chart_words(out, until, kChartHeight - 6, "tick end", last);
}

void open_chart_table(html::Writer& out, text::Language in, std::string_view title,
                      const std::vector<std::string>& heads) {
  out.open("details", {{"class", "beside"}}).element("summary", text::tr(in, "The figures as a table"));
  out.open("div", {{"class", "wide"}, {"role", "region"}, {"tabindex", "0"}, {"aria-label", title}});
  out.open("table", {{"class", "plain"}}).open("thead").open("tr");
  for (const auto& head : heads) out.element("th", {{"scope", "col"}}, head);
  out.close().close().open("tbody");
}

void close_chart_table(html::Writer& out) { out.close().close().close().close(); }

}  // namespace parvis::cockpit
