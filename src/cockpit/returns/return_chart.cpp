#include <algorithm>

#include "cockpit/returns/return_views.h"

namespace parvis::cockpit {

using namespace community;

namespace {

constexpr int kWidth = 720, kHeight = 250, kLeft = 64, kTop = 12, kBottom = 28;
constexpr int kPlot = kHeight - kTop - kBottom;

int y_of(const ReturnChart& chart, std::int64_t cents) {
  return kTop + kPlot - static_cast<int>(static_cast<double>(cents) / static_cast<double>(chart.top()) * kPlot + 0.5);
}

void write_lines(html::Writer& out, const ReturnChart& chart) {
  for (const auto& mark : chart.marks) {
    const auto y = y_of(chart, mark.cents);
    out.open("line",
             {{"class", mark.cents == 0 ? "ground" : "rule"}, {"x1", kLeft}, {"x2", kWidth}, {"y1", y}, {"y2", y}});
    out.close();
    out.element("text", {{"class", "scale"}, {"x", kLeft - 8}, {"y", y + 4}, {"text-anchor", "end"}}, mark.label);
  }
}

void write_bar(html::Writer& out, const char* kind, int x, int width, int y, int ground, const std::string& words) {
  out.open("rect",
           {{"class", kind}, {"x", x}, {"y", y}, {"width", width}, {"height", std::max(0, ground - y)}, {"rx", 2}});
  out.element("title", words).close();
}

void write_month(html::Writer& out, const ReturnChart& chart, const ChartMonth& month, int x, int width) {
  const int bar = std::max(6, width / 3), ground = y_of(chart, 0);
  write_bar(out, "cost", x, bar, y_of(chart, month.cost), ground, month.cost_words);
  write_bar(out, "gain", x + bar + 2, bar, y_of(chart, month.gain.base), ground, month.gain_words);
  const int middle = x + bar + 2 + bar / 2;
  if (month.gain.high > month.gain.low) {
    out.open("line", {{"class", "reach"},
                      {"x1", middle},
                      {"x2", middle},
                      {"y1", y_of(chart, month.gain.high)},
                      {"y2", y_of(chart, month.gain.low)}});
    out.close();
  }
  out.element("text", {{"class", "month"}, {"x", x + bar + 1}, {"y", kHeight - 8}, {"text-anchor", "middle"}},
              month.label);
}

}  // namespace

void write_return_chart(html::Writer& out, const ReturnChart& chart) {
  out.open("figure", {{"class", "return-chart"}});
  out.open("p", {{"class", "key small"}});
  out.element("span", {{"class", "cost"}}, chart.spent);
  out.element("span", {{"class", "gain"}}, chart.brought).close();
  out.open("div", {{"class", "wide-chart"}, {"tabindex", "0"}, {"role", "region"}, {"aria-label", chart.says}});
  out.open("svg", {{"viewBox", "0 0 " + std::to_string(kWidth) + " " + std::to_string(kHeight)},
                   {"role", "img"},
                   {"aria-label", chart.says}});
  write_lines(out, chart);
  const auto count = std::max<std::size_t>(chart.months.size(), 1);
  const int each = (kWidth - kLeft) / static_cast<int>(count);
  for (std::size_t i = 0; i < chart.months.size(); ++i) {
    write_month(out, chart, chart.months[i], kLeft + each * static_cast<int>(i) + each / 6, each);
  }
  out.close().close().close();
}

}  // namespace parvis::cockpit
