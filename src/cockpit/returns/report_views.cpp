#include "cockpit/returns/report_views.h"

#include "cockpit/returns/return_views.h"
#include "core/text/catalogue.h"

namespace parvis::cockpit {

using namespace community;

namespace {

constexpr int kBarWidth = 600, kBarHeight = 34;
constexpr int kLinesToWrite = 4;
constexpr const char* kLevels[] = {"broadcasting", "conversing", "communing"};

void write_cell(html::Writer& out, const ReportCell& cell) {
  if (cell.path.empty()) {
    out.text(cell.text);
  } else {
    out.element("a", {{"class", "link"}, {"href", cell.path}}, cell.text);
  }
}

// One bar in three parts, each with its share written beside it in the list below.
void write_levels(html::Writer& out, const ReportBlock& block) {
  out.open("svg", {{"class", "level-bar"},
                   {"preserveAspectRatio", "none"},
                   {"viewBox", "0 0 " + std::to_string(kBarWidth) + " " + std::to_string(kBarHeight)},
                   {"role", "img"},
                   {"aria-label", block.text}});
  std::int64_t done = 0;
  for (std::size_t i = 0; i < block.rows.size() && i < 3; ++i) {
    const auto x = kBarWidth * done / 1000;
    done = i + 1 == block.rows.size() ? 1000 : done + block.rows[i][0].length;
    out.open("rect", {{"class", kLevels[i]},
                      {"x", x},
                      {"y", 0},
                      {"width", block.rows[i][0].length > 0 ? kBarWidth * done / 1000 - x : 0},
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

void write_figures(html::Writer& out, const ReportBlock& block) {
  out.open("dl", {{"class", "figures"}});
  for (const auto& row : block.rows) write_figure(out, row[0].text, row[1].text, row[2].text);
  out.close();
}

void write_table(html::Writer& out, const ReportBlock& block) {
  out.open("table", {{"class", block.part == ReportPart::statements ? "board stands" : "board"}});
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

void write_block(html::Writer& out, const ReportBlock& block) {
  switch (block.part) {
    case ReportPart::levels: return write_levels(out, block);
    case ReportPart::figures: return write_figures(out, block);
    case ReportPart::lead: out.element("p", {{"class", "lead"}}, block.text); return;
    case ReportPart::note: out.element("p", {{"class", "quiet small"}}, block.text); return;
    case ReportPart::heading: out.element("h3", block.text); return;
    case ReportPart::history:
    case ReportPart::comparison:
    case ReportPart::table:
    case ReportPart::statements: return write_table(out, block);
    case ReportPart::ranking:
    case ReportPart::bullets: return write_list(out, block);
    case ReportPart::chart: return write_return_chart(out, block.chart);
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
    for (const auto& block : sheet.blocks) write_block(out, block);
    out.close();
  }
  out.close();
}

}  // namespace parvis::cockpit
