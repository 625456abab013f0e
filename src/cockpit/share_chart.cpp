// Bars divided into shares. Parts are told apart by pattern before colour: dots, stripes and the full brand, which hold
// in grey and on paper too.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>

#include "cockpit/chart.h"
#include "cockpit/chart_parts.h"
#include "core/text/catalogue.h"
#include "core/text/money.h"

namespace parvis::cockpit {
namespace {

constexpr double kLeft = 54, kForNames = 158;  // at the left for the half, at the right for the names
constexpr double kUntil = kChartWidth - kForNames;
constexpr double kApart = 26, kSwatch = 13;  // between names one below the other; beside each
constexpr double kBelow = 18;                // a second line under the bars
constexpr std::int64_t kHalf = 5'000;        // in hundredths of a per cent
constexpr std::string_view kPrefix = "share-";
constexpr std::array<const char*, 3> kPartClass{"part p0", "part p1", "part p2"};

double whole_of(const ShareBar& bar) { return std::accumulate(bar.parts.begin(), bar.parts.end(), 0.0); }

void draw_part(html::Writer& out, std::size_t part, double x, double y, double width, double height) {
  out.open("rect", {{"class", kPartClass[part]},
                    {"fill", part_pattern(kPrefix, part)},
                    {"x", at(x)},
                    {"y", at(y)},
                    {"width", at(width)},
                    {"height", at(height)}});
}

void draw_bar(html::Writer& out, text::Language in, const ShareChart& chart, const ShareBar& bar, double x,
              double width) {
  const auto whole = whole_of(bar);
  double below = 0;
  for (std::size_t i = 0; i < bar.parts.size() && whole > 0; ++i) {
    const auto tall = kChartHigh * bar.parts[i] / whole;
    if (tall > 0) {
      draw_part(out, i, x, kChartGround - below - tall, width, tall);
      const auto what = bar.when + ", " + chart.names[i];
      out.element("title", text::tr(in, "{what}: {n}", {{"what", what}, {"n", bar.words[i]}})).close();
    }
    below += tall;
  }
}

// Each beside its part of the last bar, or as near as the others let it.
void write_names(html::Writer& out, const ShareChart& chart) {
  const auto& last = chart.bars.back();
  const auto whole = whole_of(last);
  double below = 0, free = kChartGround - 4;
  for (std::size_t i = 0; i < chart.names.size(); ++i) {
    const auto tall = whole > 0 ? kChartHigh * last.parts[i] / whole : 0;
    const auto above = kApart * static_cast<double>(chart.names.size() - 1 - i);
    const auto y = std::clamp(kChartGround - below - tall / 2 + 4, kChartTop + above + 8, free);
    draw_part(out, i, kUntil + 8, y - kSwatch + 2, kSwatch, kSwatch);
    out.close();
    write_chart_words(out, kUntil + 8 + kSwatch + 6, y, "tick name", chart.names[i]);
    free = y - kApart;
    below += tall;
  }
}

void write_half(html::Writer& out, text::Language in) {
  const auto middle = kChartGround - kChartHigh / 2, y = middle;
  for (const char* css_class : {"half halo", "half"}) {
    out.open("line",
             {{"class", css_class}, {"x1", at(kLeft - 4)}, {"x2", at(kUntil + 2)}, {"y1", at(y)}, {"y2", at(y)}});
    out.close();
  }
  write_chart_words(out, kLeft - 8, y + 4, "tick end", text::format_percent(in, kHalf));
}

void draw_shares(html::Writer& out, text::Language in, const ShareChart& chart) {
  const bool brief = std::ranges::all_of(chart.bars, [](const auto& bar) { return !bar.brief.empty(); });
  const bool two_lines = std::ranges::any_of(chart.bars, [](const auto& bar) { return !bar.below.empty(); });
  open_drawing(out, chart.title + ". " + chart.says, kChartHeight + (two_lines ? kBelow : 0));
  write_part_patterns(out, kPrefix);
  out.open("g", {{"class", brief ? std::optional<std::string>("ends") : std::nullopt}});
  write_axis(out, kLeft, kUntil, chart.bars.front().when, chart.bars.back().when);
  out.close();
  const auto step = (kUntil - kLeft) / static_cast<double>(chart.bars.size());
  for (std::size_t bar = 0; bar < chart.bars.size(); ++bar) {
    const auto x = kLeft + step * static_cast<double>(bar);
    draw_bar(out, in, chart, chart.bars[bar], x + 1.5, step - 3);
    if (brief) write_chart_words(out, x + step / 2, kChartHeight - 6, "tick middle each", chart.bars[bar].brief);
    if (!chart.bars[bar].below.empty()) {
      write_chart_words(out, x + step / 2, kChartHeight - 6 + kBelow, "tick middle each", chart.bars[bar].below);
    }
  }
  write_half(out, in);
  write_names(out, chart);
  out.close();
}

}  // namespace

std::string part_pattern(std::string_view prefix, std::size_t part) { return fmt::format("url(#{}{})", prefix, part); }

void write_part_patterns(html::Writer& out, std::string_view prefix) {
  constexpr double kTile = 6;
  out.open("defs");
  for (std::size_t part = 0; part < kPartClass.size(); ++part) {
    const auto id = fmt::format("{}{}", prefix, part);
    out.open("pattern", {{"id", id},
                         {"class", kPartClass[part]},
                         {"width", at(kTile)},
                         {"height", at(kTile)},
                         {"patternUnits", "userSpaceOnUse"},
                         {"patternTransform", "rotate(45)"}});
    out.open("rect", {{"class", "tile"}, {"width", at(kTile)}, {"height", at(kTile)}}).close();
    if (part == 0) out.open("circle", {{"class", "fleck"}, {"cx", "3"}, {"cy", "3"}, {"r", "1.1"}}).close();
    if (part == 1) out.open("rect", {{"class", "fleck"}, {"width", "2.6"}, {"height", at(kTile)}}).close();
    out.close();
  }
  out.close();
}

void write_share_chart(html::Writer& out, text::Language in, const ShareChart& chart) {
  if (chart.bars.empty()) return;
  open_chart_figure(out, chart.title, chart.says);
  draw_shares(out, in, chart);
  std::vector<std::string> heads{chart.when};
  heads.insert(heads.end(), chart.names.begin(), chart.names.end());
  heads.insert(heads.end(), chart.beside.begin(), chart.beside.end());
  open_chart_table(out, in, chart.title, heads);
  for (auto bar = chart.bars.rbegin(); bar != chart.bars.rend(); ++bar) {
    out.open("tr").element("th", {{"scope", "row"}}, bar->when);
    for (const auto& words : bar->words) out.element("td", words);
    out.close();
  }
  close_chart_table(out);
  out.close();
}

}  // namespace parvis::cockpit
