#include "cockpit/returns/report_views.h"

#include <fmt/format.h>

#include <algorithm>

#include "cockpit/chart.h"
#include "cockpit/chart_parts.h"
#include "cockpit/returns/return_views.h"
#include "community/returns/month.h"
#include "core/text/catalogue.h"

namespace parvis::cockpit {

using namespace community;

namespace {

constexpr int kBarHeight = 26;
constexpr int kLinesToWrite = 4;
constexpr const char* kLevels[] = {"broadcasting", "conversing", "communing"};

std::string per_cent(std::int64_t thousandths) { return fmt::format("{}.{}%", thousandths / 10, thousandths % 10); }

void write_cell(html::Writer& out, const ReportCell& cell) {
  if (cell.path.empty()) {
    out.text(cell.text);
  } else {
    out.element("a", {{"class", "link"}, {"href", cell.path}}, cell.text);
  }
}

// One bar in three parts, each with its share written beside it in the list below.
void write_levels(html::Writer& out, const ReportBlock& block) {
  out.open("svg", {{"class", "chart level-bar"}, {"height", kBarHeight}, {"role", "img"}, {"aria-label", block.text}});
  write_part_patterns(out, "level-");
  std::int64_t done = 0;
  for (std::size_t i = 0; i < block.rows.size() && i < 3; ++i) {
    const auto from = done;
    done = i + 1 == block.rows.size() ? 1000 : done + block.rows[i][0].length;
    if (block.rows[i][0].length <= 0) continue;
    out.open("rect", {{"fill", part_pattern("level-", i)},
                      {"x", per_cent(from)},
                      {"width", per_cent(done - from)},
                      {"height", kBarHeight}});
    out.element("title", block.rows[i][0].text).close();
  }
  out.close().open("dl", {{"class", "levels"}});
  for (std::size_t i = 0; i < block.rows.size() && i < 3; ++i) {
    const auto& row = block.rows[i];
    out.open("div", {{"class", kLevels[i]}}).element("dt", row[0].text);
    out.open("dd").element("b", row[1].text).text(" ");
    out.element("span", {{"class", "quiet small"}}, row[2].text).close().close();
  }
  out.close();
}

constexpr std::size_t kFewBars = 3;  // have room for the whole name of their month

void write_history(html::Writer& out, text::Language in, const std::string& title, const ReportBlock& block) {
  if (block.heads.size() < 4) return;
  ShareChart chart{.title = title, .says = block.text, .when = block.heads[0]};
  chart.names.assign(block.heads.begin() + 1, block.heads.begin() + 4);
  chart.beside.assign(block.heads.begin() + 4, block.heads.end());
  const bool few = block.rows.size() <= kFewBars;
  std::string last_year;
  for (auto row = block.rows.rbegin(); row != block.rows.rend(); ++row) {
    const auto& when = row->front();
    ShareBar bar{.when = when.text, .brief = few ? when.text : when.brief};
    if (const auto year = year_of_name(when.text); !few && year != last_year) bar.below = last_year = year;
    for (std::size_t i = 1; i < row->size(); ++i) {
      bar.words.push_back((*row)[i].text);
      if (i < 4) bar.parts.push_back(static_cast<double>(std::max<std::int64_t>(0, (*row)[i].length)));
    }
    chart.bars.push_back(std::move(bar));
  }
  write_share_chart(out, in, chart);
}

void write_course(html::Writer& out, text::Language in, const std::string& title, const ReportBlock& block) {
  if (block.heads.size() < 2) return;
  LineChart chart{.title = title, .says = block.text, .when = block.heads[0], .what = block.heads[1]};
  if (block.heads.size() > 2) {
    chart.against = block.heads[2];
    chart.against_words = text::tr(in, "a year before");
  }
  for (auto row = block.rows.rbegin(); row != block.rows.rend(); ++row) {
    ChartValue value{.when = (*row)[0].text, .value = static_cast<double>((*row)[1].length), .words = (*row)[1].text};
    if (row->size() > 2) {
      if ((*row)[2].length >= 0) value.before = static_cast<double>((*row)[2].length);
      value.before_words = (*row)[2].text;
    }
    chart.values.push_back(std::move(value));
  }
  write_line_chart(out, in, chart);
}

void write_figures(html::Writer& out, const ReportBlock& block) {
  out.open("dl", {{"class", "figures"}});
  for (const auto& row : block.rows) write_figure(out, row[0].text, row[1].text, row[2].text);
  out.close();
}

void write_table(html::Writer& out, const ReportBlock& block) {
  out.open("table", {{"class", block.part == ReportPart::statements ? "board stands" : "board figures-table"}});
  if (!block.heads.empty()) {
    out.open("thead").open("tr");
    for (const auto& head : block.heads) out.element("th", {{"scope", "col"}}, head);
    out.close().close();
  }
  out.open("tbody");
  const bool quiet_last =
      block.part == ReportPart::statements || (block.part == ReportPart::table && block.heads.size() == 4);
  for (const auto& row : block.rows) {
    out.open("tr").open("th", {{"scope", "row"}});
    write_cell(out, row[0]);
    out.close();
    for (std::size_t i = 1; i < row.size(); ++i) {
      const bool quiet = quiet_last && i + 1 == row.size();
      out.open("td", {{"class", quiet ? std::optional<std::string>("quiet small") : std::nullopt}});
      write_cell(out, row[i]);
      out.close();
    }
    out.close();
  }
  out.close().close();
}

void write_list(html::Writer& out, const ReportBlock& block) {
  const bool ranked = block.part == ReportPart::ranking;
  if (ranked) {
    out.open("ol", {{"class", "alive"}});
  } else {
    out.open("ul", {{"class", "bullets done"}});
  }
  for (const auto& row : block.rows) {
    out.open("li");
    write_cell(out, row[0]);
    if (ranked) out.text(" ").element("span", {{"class", "quiet small"}}, row[1].text);
    out.close();
  }
  out.close();
}

void write_months(html::Writer& out, text::Language in, const ReturnChart& chart) {
  const bool is_kept = std::ranges::all_of(chart.months, [](const auto& month) { return !month.in_table.empty(); });
  if (!is_kept) return;
  open_chart_table(out, in, chart.says,
                   {text::tr(in, "Month"), text::tr(in, "Spent"), text::tr(in, "Gained"), text::tr(in, "From, to")});
  for (auto month = chart.months.rbegin(); month != chart.months.rend(); ++month) {
    out.open("tr").element("th", {{"scope", "row"}}, month->in_table.front());
    for (std::size_t i = 1; i < month->in_table.size(); ++i) out.element("td", month->in_table[i]);
    out.close();
  }
  close_chart_table(out);
}

bool is_titled(const ReportBlock& block) {
  return block.part == ReportPart::history || block.part == ReportPart::course;
}

// `title`: the heading before it, of a block that says it itself.
void write_block(html::Writer& out, text::Language in, const std::string& title, const ReportBlock& block) {
  switch (block.part) {
    case ReportPart::levels: return write_levels(out, block);
    case ReportPart::figures: return write_figures(out, block);
    case ReportPart::lead: out.element("p", {{"class", "lead"}}, block.text); return;
    case ReportPart::note: out.element("p", {{"class", "quiet small"}}, block.text); return;
    case ReportPart::heading: out.element("h3", block.text); return;
    case ReportPart::history: return write_history(out, in, title, block);
    case ReportPart::course: return write_course(out, in, title, block);
    case ReportPart::comparison:
    case ReportPart::table:
    case ReportPart::statements: return write_table(out, block);
    case ReportPart::ranking:
    case ReportPart::bullets: return write_list(out, block);
    case ReportPart::chart: write_return_chart(out, block.chart); return write_months(out, in, block.chart);
    case ReportPart::room:
      out.open("div", {{"class", "to-write"}, {"aria-hidden", "true"}});
      for (int i = 0; i < kLinesToWrite; ++i) out.open("p").close();
      out.close();
  }
}

}  // namespace

void write_report(html::Writer& out, const ReportDocument& document) {
  out.open("div", {{"class", "report"}, {"lang", text::tag(document.language)}});
  for (std::size_t i = 0; i < document.sheets.size(); ++i) {
    const auto& sheet = document.sheets[i];
    out.open("section", {{"class", "sheet"}});
    out.open("p", {{"class", "sheet-top quiet small"}}).element("span", document.community);
    out.element("span", document.month_words);
    out.element("span", text::tr(document.language, "{n} of {all}", {{"n", i + 1}, {"all", document.sheets.size()}}));
    out.close().element("h2", sheet.title);
    const ReportBlock* heading = nullptr;
    for (const auto& block : sheet.blocks) {
      const bool told = is_titled(block);
      if (heading && !told) write_block(out, document.language, {}, *heading);
      const auto title = heading ? heading->text : std::string();
      heading = block.part == ReportPart::heading ? &block : nullptr;
      if (!heading) write_block(out, document.language, title, block);
    }
    out.close();
  }
  out.close();
}

}  // namespace parvis::cockpit
