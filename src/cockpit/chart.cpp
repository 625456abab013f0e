#include "cockpit/chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace parvis::cockpit {
namespace {

// Of the drawing, in its own units; the page stretches it.
constexpr double kWidth = 640, kHeight = 176, kLeft = 4, kRight = 78, kTop = 22, kBottom = 24;
constexpr double kForNames = 128;  // at the right of bars, for what their parts are called
constexpr int kShades = 6;

std::string at(double x) { return fmt::format("{:.1f}", x); }

void open_drawing(html::Writer& out, std::string_view says) {
  out.open("svg", {{"class", "chart"},
                   {"viewBox", fmt::format("0 0 {:.0f} {:.0f}", kWidth, kHeight)},
                   {"role", "img"},
                   {"aria-label", says}});
}

void write_words(html::Writer& out, double x, double y, std::string_view css_class, std::string_view words) {
  out.element("text", {{"x", at(x)}, {"y", at(y)}, {"class", css_class}}, words);
}

void write_axis(html::Writer& out, double until, std::string_view first, std::string_view last) {
  const auto y = at(kHeight - kBottom);
  out.open("line", {{"class", "axis"}, {"x1", at(kLeft)}, {"x2", at(until)}, {"y1", y}, {"y2", y}}).close();
  write_words(out, kLeft, kHeight - 6, "tick", first);
  write_words(out, until, kHeight - 6, "tick end", last);
}

void open_figure(html::Writer& out, std::string_view title, std::string_view says) {
  out.open("figure", {{"class", "charted"}}).open("figcaption").element("h3", title);
  out.element("p", {{"class", "quiet small"}}, says).close();
}

void open_table(html::Writer& out, const Visit& visit, std::string_view title) {
  out.open("details", {{"class", "beside"}}).element("summary", visit.tr("The figures as a table"));
  out.open("div", {{"class", "wide"}, {"role", "region"}, {"tabindex", "0"}, {"aria-label", title}});
  out.open("table", {{"class", "plain"}});
}

void close_table(html::Writer& out) { out.close().close().close().close(); }

void head_cell(html::Writer& out, std::string_view words) { out.element("th", {{"scope", "col"}}, words); }

class Line {
 public:
  explicit Line(const std::vector<ChartValue>& values) : values_(values) {
    for (const auto& value : values) most_ = std::max(most_, value.value);
  }
  double x(std::size_t i) const {
    const auto steps = std::max<std::size_t>(values_.size() - 1, 1);
    return kLeft + (kWidth - kLeft - kRight) * static_cast<double>(i) / static_cast<double>(steps);
  }
  double y(double value) const {
    return kHeight - kBottom - (kHeight - kBottom - kTop) * (most_ > 0 ? value / most_ : 0);
  }
  std::string path() const {
    std::string path;
    for (std::size_t i = 0; i < values_.size(); ++i) {
      path.append(i == 0 ? "M" : "L").append(at(x(i))).append(" ").append(at(y(values_[i].value)));
    }
    return path;
  }
  std::string area() const {
    return path() + "L" + at(x(values_.size() - 1)) + " " + at(y(0)) + "L" + at(x(0)) + " " + at(y(0)) + "Z";
  }
  std::size_t highest() const {
    return static_cast<std::size_t>(std::ranges::max_element(values_, {}, &ChartValue::value) - values_.begin());
  }

 private:
  const std::vector<ChartValue>& values_;
  double most_ = 0;
};

void draw_line(html::Writer& out, const LineChart& chart) {
  const Line line(chart.values);
  const auto last = chart.values.size() - 1, high = line.highest();
  open_drawing(out, chart.title + ". " + chart.says);
  write_axis(out, kWidth - kRight, chart.values.front().when, chart.values.back().when);
  out.open("path", {{"class", "area"}, {"d", line.area()}}).close();
  out.open("path", {{"class", "line"}, {"d", line.path()}}).close();
  if (high + 3 < last) {
    const bool begins = high < 3;
    write_words(out, line.x(high), line.y(chart.values[high].value) - 7, begins ? "tick" : "tick middle",
                chart.values[high].words);
  }
  for (std::size_t i = 0; i <= last; ++i) {
    out.open("circle", {{"class", i == last ? "dot last" : "dot"},
                        {"cx", at(line.x(i))},
                        {"cy", at(line.y(chart.values[i].value))},
                        {"r", i == last ? "4" : "6"}});
    out.element("title", chart.values[i].when + ": " + chart.values[i].words).close();
  }
  write_words(out, line.x(last) + 11, line.y(chart.values[last].value) + 5, "value", chart.values[last].words);
  out.close();
}

int shade(double value, double most) {
  if (value <= 0 || most <= 0) return 0;
  return std::clamp(static_cast<int>(std::ceil(value / most * (kShades - 1))), 1, kShades - 1);
}

constexpr std::array<const char*, kShades> kShadeClass{"w0", "w1", "w2", "w3", "w4", "w5"};
constexpr std::array<const char*, 3> kPartClass{"part p0", "part p1", "part p2"};

}  // namespace

void write_line_chart(html::Writer& out, const Visit& visit, const LineChart& chart) {
  if (chart.values.empty()) return;
  open_figure(out, chart.title, chart.says);
  draw_line(out, chart);
  open_table(out, visit, chart.title);
  out.open("thead").open("tr");
  head_cell(out, visit.tr("Beginning on"));
  head_cell(out, chart.what);
  out.close().close().open("tbody");
  for (auto value = chart.values.rbegin(); value != chart.values.rend(); ++value) {
    out.open("tr").element("th", {{"scope", "row"}}, value->when).element("td", value->words).close();
  }
  close_table(out);
  out.close();
}

void write_share_chart(html::Writer& out, const Visit& visit, const ShareChart& chart) {
  if (chart.bars.empty()) return;
  open_figure(out, chart.title, chart.says);
  open_drawing(out, chart.title + ". " + chart.says);
  write_axis(out, kWidth - kForNames, chart.bars.front().when, chart.bars.back().when);
  const auto step = (kWidth - kLeft - kForNames) / static_cast<double>(chart.bars.size());
  const auto high = kHeight - kBottom - kTop;
  for (std::size_t bar = 0; bar < chart.bars.size(); ++bar) {
    const auto& parts = chart.bars[bar].parts;
    double whole = 0, below = 0;
    for (const auto part : parts) whole += part;
    if (whole <= 0) continue;
    const auto words = chart.words(visit, chart.bars[bar]);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const auto tall = high * parts[i] / whole;
      const auto y = kHeight - kBottom - below - tall;
      if (tall > 0) {
        out.open("rect", {{"class", kPartClass[i]},
                          {"x", at(kLeft + step * static_cast<double>(bar) + 1.5)},
                          {"y", at(y)},
                          {"width", at(step - 3)},
                          {"height", at(tall)}});
        out.element("title", chart.bars[bar].when + ", " + chart.names[i] + ": " + words[i]).close();
      }
      // Too thin a part has no room for its name.
      if (bar + 1 == chart.bars.size() && tall > 12) {
        write_words(out, kWidth - kForNames + 6, y + tall / 2 + 4, "tick name", chart.names[i]);
      }
      below += tall;
    }
  }
  out.close();
  open_table(out, visit, chart.title);
  out.open("thead").open("tr");
  head_cell(out, visit.tr("Beginning on"));
  for (const auto& name : chart.names) head_cell(out, name);
  out.close().close().open("tbody");
  for (auto bar = chart.bars.rbegin(); bar != chart.bars.rend(); ++bar) {
    out.open("tr").element("th", {{"scope", "row"}}, bar->when);
    for (const auto& words : chart.words(visit, *bar)) out.element("td", words);
    out.close();
  }
  close_table(out);
  out.close();
}

void write_heat_map(html::Writer& out, const HeatMap& map) {
  auto most = map.most;
  if (most == 0) {
    for (const auto& row : map.rows) {
      for (const auto& cell : row.cells) most = std::max(most, cell.value);
    }
  }
  open_figure(out, map.title, map.says);
  out.open("div", {{"class", "wide"}, {"role", "region"}, {"tabindex", "0"}, {"aria-label", map.title}});
  // Figures inside need room: on a narrow screen they go sideways.
  const bool is_told = std::ranges::any_of(map.rows, [](const HeatRow& row) {
    return std::ranges::any_of(row.cells, [](const auto& cell) { return !cell.inside.empty(); });
  });
  out.open("table", {{"class", is_told ? "heat told" : "heat"}}).open("thead").open("tr");
  head_cell(out, map.corner);
  for (std::size_t i = 0; i < map.columns.size(); ++i) {
    if (i % map.every == 0) {
      head_cell(out, map.columns[i]);
    } else {
      out.open("th", {{"scope", "col"}}).element("span", {{"class", "unseen"}}, map.columns[i]).close();
    }
  }
  out.close().close().open("tbody");
  for (const auto& row : map.rows) {
    out.open("tr").element("th", {{"scope", "row"}}, row.name);
    for (const auto& cell : row.cells) {
      if (cell.blank) {
        out.open("td", {{"class", "blank"}}).close();
        continue;
      }
      out.open("td",
               {{"class", kShadeClass[static_cast<std::size_t>(shade(cell.value, most))]}, {"title", cell.words}});
      if (cell.inside.empty()) {
        out.element("span", {{"class", "unseen"}}, cell.words);
      } else {
        out.text(cell.inside);
      }
      out.close();
    }
    out.close();
  }
  out.close().close().close().close();
}

}  // namespace parvis::cockpit
