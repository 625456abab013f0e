#include <algorithm>
#include <array>
#include <cmath>

#include "cockpit/chart.h"
#include "cockpit/chart_parts.h"

namespace parvis::cockpit {
namespace {

constexpr int kShades = 6;

void head_cell(html::Writer& out, std::string_view words) { out.element("th", {{"scope", "col"}}, words); }

int shade(double value, double most) {
  if (value <= 0 || most <= 0) return 0;
  return std::clamp(static_cast<int>(std::ceil(value / most * (kShades - 1))), 1, kShades - 1);
}

constexpr std::array<const char*, kShades> kShadeClass{"w0", "w1", "w2", "w3", "w4", "w5"};
}  // namespace

void write_heat_map(html::Writer& out, const HeatMap& map) {
  auto most = map.most;
  if (most == 0) {
    for (const auto& row : map.rows) {
      for (const auto& cell : row.cells) most = std::max(most, cell.value);
    }
  }
  open_chart_figure(out, map.title, map.says);
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
