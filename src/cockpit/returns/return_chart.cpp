#include <algorithm>

#include "cockpit/returns/return_views.h"

namespace parvis::cockpit {

using namespace community;

namespace {

constexpr int kWidth = 720, kHeight = 250, kLeft = 64, kTop = 12, kBottom = 28, kLines = 4;
constexpr int kPlot = kHeight - kTop - kBottom;

// The least round amount that is not below the highest figure: 1, 2 or 5 times a power of ten, for each line.
std::int64_t step_for(std::int64_t highest) {
  std::int64_t step = 100;
  for (const std::int64_t by : {2, 5, 10}) {
    if (step * kLines >= highest) return step;
    step = 100 * by;
  }
  for (std::int64_t power = 1000; power < 1'000'000'000'000; power *= 10) {
    for (const std::int64_t by : {1, 2, 5}) {
      if (power * by * kLines >= highest) return power * by;
    }
  }
  return highest / kLines + 1;
}

struct Scale {
  std::int64_t top = 1;
  int y(std::int64_t cents) const {
    return kTop + kPlot - static_cast<int>(static_cast<double>(cents) / static_cast<double>(top) * kPlot + 0.5);
  }
};

void write_lines(html::Writer& out, const Money& money, const Scale& scale) {
  for (int i = 0; i <= kLines; ++i) {
    const auto cents = scale.top / kLines * i;
    const auto y = scale.y(cents);
    out.open("line", {{"class", i == 0 ? "ground" : "rule"}, {"x1", kLeft}, {"x2", kWidth}, {"y1", y}, {"y2", y}});
    out.close();
    out.element("text", {{"class", "scale"}, {"x", kLeft - 8}, {"y", y + 4}, {"text-anchor", "end"}},
                money.round(cents));
  }
}

void write_bar(html::Writer& out, const char* kind, int x, int width, int y, int ground, const std::string& words) {
  out.open("rect",
           {{"class", kind}, {"x", x}, {"y", y}, {"width", width}, {"height", std::max(0, ground - y)}, {"rx", 2}});
  out.element("title", words).close();
}

void write_month(html::Writer& out, const Visit& visit, const Money& money, const Scale& scale,
                 const MonthResult& month, int x, int width) {
  const int bar = std::max(6, width / 3), ground = scale.y(0);
  const auto name = month_name(month.month, visit.language);
  write_bar(out, "cost", x, bar, scale.y(month.cost), ground,
            visit.tr("{month}: cost {amount}", {{"month", name}, {"amount", money.round(month.cost)}}));
  write_bar(out, "gain", x + bar + 2, bar, scale.y(month.gain.base), ground,
            visit.tr("{month}: brought about {amount}, {range}",
                     {{"month", name}, {"amount", money.round(month.gain.base)}, {"range", money.range(month.gain)}}));
  const int middle = x + bar + 2 + bar / 2;
  if (month.gain.high > month.gain.low) {
    out.open("line", {{"class", "reach"},
                      {"x1", middle},
                      {"x2", middle},
                      {"y1", scale.y(month.gain.high)},
                      {"y2", scale.y(month.gain.low)}});
    out.close();
  }
  out.element("text", {{"class", "month"}, {"x", x + bar + 1}, {"y", kHeight - 8}, {"text-anchor", "middle"}},
              short_month_name(month.month, visit.language));
}

}  // namespace

void write_return_chart(html::Writer& out, const Visit& visit, const Money& money,
                        const std::vector<MonthResult>& months) {
  std::int64_t highest = 1;
  for (const auto& month : months) highest = std::max({highest, month.cost, month.gain.high});
  const Scale scale{step_for(highest) * kLines};
  const auto words = visit.tr("Costs and gains by month; the same figures stand in the table.");
  out.open("figure", {{"class", "return-chart"}});
  out.open("p", {{"class", "key small"}});
  out.element("span", {{"class", "cost"}}, visit.tr("spent"));
  out.element("span", {{"class", "gain"}}, visit.tr("brought in, with how far it may reach")).close();
  out.open("div", {{"class", "wide-chart"}, {"tabindex", "0"}, {"role", "region"}, {"aria-label", words}});
  out.open("svg", {{"viewBox", "0 0 " + std::to_string(kWidth) + " " + std::to_string(kHeight)},
                   {"role", "img"},
                   {"aria-label", words}});
  write_lines(out, money, scale);
  const auto count = std::max<std::size_t>(months.size(), 1);
  const int each = (kWidth - kLeft) / static_cast<int>(count);
  for (std::size_t i = 0; i < months.size(); ++i) {
    write_month(out, visit, money, scale, months[i], kLeft + each * static_cast<int>(i) + each / 6, each);
  }
  out.close().close().close();
}

}  // namespace parvis::cockpit
