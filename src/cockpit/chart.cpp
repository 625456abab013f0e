#include "cockpit/chart.h"

#include <algorithm>
#include <cmath>

#include "cockpit/chart_parts.h"
#include "core/text/catalogue.h"

namespace parvis::cockpit {
namespace {

constexpr double kLeft = 4, kForValue = 78, kForNames = 172;  // at the right, for the value and for names beside it
constexpr double kApart = 26, kLine = 21;                     // between words one below the other

class Line {
 public:
  explicit Line(const LineChart& chart) : values_(chart.values), until_(kChartWidth) {
    until_ -= chart.against.empty() ? kForValue : kForNames;
    for (const auto& value : values_) most_ = std::max({most_, value.value, value.before.value_or(0)});
  }
  double until() const { return until_; }
  double x(std::size_t i) const {
    const auto steps = std::max<std::size_t>(values_.size() - 1, 1);
    return kLeft + (until_ - kLeft) * static_cast<double>(i) / static_cast<double>(steps);
  }
  double y(double value) const { return kChartGround - kChartHigh * (most_ > 0 ? value / most_ : 0); }
  std::string path() const {
    std::string path;
    for (std::size_t i = 0; i < values_.size(); ++i) add_to(path, i, values_[i].value);
    return path;
  }
  std::string area() const {
    return path() + "L" + at(x(values_.size() - 1)) + " " + at(y(0)) + "L" + at(x(0)) + " " + at(y(0)) + "Z";
  }
  // Begins where there was something before.
  std::string path_before() const {
    std::string path;
    for (std::size_t i = 0; i < values_.size(); ++i) {
      if (values_[i].before) add_to(path, i, *values_[i].before);
    }
    return path;
  }
  std::size_t highest() const {
    return static_cast<std::size_t>(std::ranges::max_element(values_, {}, &ChartValue::value) - values_.begin());
  }

 private:
  void add_to(std::string& path, std::size_t i, double value) const {
    path.append(path.empty() ? "M" : "L").append(at(x(i))).append(" ").append(at(y(value)));
  }

  const std::vector<ChartValue>& values_;
  double until_, most_ = 0;
};

// Its words beside its end, clear of those of the value.
void draw_before(html::Writer& out, const LineChart& chart, const Line& line) {
  const auto& last = chart.values.back();
  out.open("path", {{"class", "line before"}, {"d", line.path_before()}}).close();
  if (!last.before) return;
  const auto value = line.y(last.value), own = line.y(*last.before);
  const double over = value - kApart - kLine;
  const bool above = (own < value && over > 0) || value + kApart + kLine > kChartGround;
  auto y = own;
  if (std::abs(own - value) < kApart + (above ? kLine : 0)) y = above ? over : value + kApart;
  y = std::min(y, kChartGround - kLine);
  write_chart_words(out, line.until() + 11, y + 4, "tick", last.before_words);
  write_chart_words(out, line.until() + 11, y + 4 + kLine, "tick", chart.against_words);
}

void draw_line(html::Writer& out, text::Language in, const LineChart& chart) {
  const Line line(chart);
  const auto last = chart.values.size() - 1, high = line.highest();
  open_drawing(out, chart.title + ". " + chart.says);
  write_axis(out, kLeft, line.until(), chart.values.front().when, chart.values.back().when);
  out.open("path", {{"class", "area"}, {"d", line.area()}}).close();
  if (!chart.against.empty()) draw_before(out, chart, line);
  out.open("path", {{"class", "line"}, {"d", line.path()}}).close();
  if (high + 3 < last) {
    const bool begins = high < 3;
    write_chart_words(out, line.x(high), line.y(chart.values[high].value) - 7, begins ? "tick" : "tick middle",
                      chart.values[high].words);
  }
  for (std::size_t i = 0; i <= last; ++i) {
    const auto& value = chart.values[i];
    out.open("circle", {{"class", i == last ? "dot last" : "dot"},
                        {"cx", at(line.x(i))},
                        {"cy", at(line.y(value.value))},
                        {"r", i == last ? "4" : "6"}});
    const auto before = value.before ? ", " + value.before_words + " " + chart.against_words : std::string();
    out.element("title", text::tr(in, "{what}: {n}", {{"what", value.when}, {"n", value.words + before}})).close();
  }
  write_chart_words(out, line.x(last) + 11, line.y(chart.values[last].value) + 5, "value", chart.values[last].words);
  out.close();
}

}  // namespace

void write_line_chart(html::Writer& out, text::Language in, const LineChart& chart) {
  if (chart.values.empty()) return;
  open_chart_figure(out, chart.title, chart.says);
  draw_line(out, in, chart);
  std::vector<std::string> heads{chart.when, chart.what};
  if (!chart.against.empty()) heads.push_back(chart.against);
  open_chart_table(out, in, chart.title, heads);
  for (auto value = chart.values.rbegin(); value != chart.values.rend(); ++value) {
    out.open("tr").element("th", {{"scope", "row"}}, value->when).element("td", value->words);
    if (!chart.against.empty()) out.element("td", value->before_words);
    out.close();
  }
  close_chart_table(out);
  out.close();
}

}  // namespace parvis::cockpit
