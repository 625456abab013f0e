// The month on paper as a page: its charts say what its document says.
#include "cockpit/returns/report_views.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace parvis::cockpit {
namespace {

using namespace community;
using ::testing::HasSubstr;
using ::testing::Not;

ReportCell share(std::string words, std::int64_t length) { return {.text = std::move(words), .length = length}; }

ReportBlock levels_over_time() {
  return {.part = ReportPart::history,
          .text = "Niveau atteint.",
          .heads = {"Mois", "Diffusion", "Conversation", "Communion", "Niveau atteint"},
          .rows = {{{.text = "octobre 2026", .brief = "oct."},
                    share("0 %", 0),
                    share("25 %", 250),
                    share("75 %", 750),
                    {"communion"}},
                   {{.text = "septembre 2026", .brief = "sept."}, {"–"}, {"–"}, {"–"}, {"–"}}}};
}

std::string page_of(std::vector<ReportBlock> blocks) {
  html::Writer out;
  write_report(out, {.language = text::Language::fr,
                     .community = "Mistral",
                     .title = "Sur le papier",
                     .month_words = "octobre 2026",
                     .sheets = {{"Comment elle vit", std::move(blocks)}}});
  return out.take().markup();
}

TEST(ReportViews, DrawTheLevelsOverTimeUnderTheirHeadingOnce) {
  const auto page = page_of({{.part = ReportPart::heading, .text = "Les trois niveaux"}, levels_over_time()});
  EXPECT_THAT(page, HasSubstr("<figcaption><h3>Les trois niveaux</h3><p class=\"quiet small\">Niveau atteint.</p>"));
  EXPECT_EQ(page.find("<h3>"), page.rfind("<h3>"));
  EXPECT_THAT(page, HasSubstr("<title>octobre 2026, Communion\u00a0: 75 %</title>"));
  EXPECT_THAT(page,
              HasSubstr("<th scope=\"row\">octobre 2026</th><td>0 %</td><td>25 %</td><td>75 %</td><td>communion</td>"));
  EXPECT_THAT(page, HasSubstr("<th scope=\"row\">septembre 2026</th><td>–</td><td>–</td><td>–</td><td>–</td>"));
  EXPECT_THAT(page, Not(HasSubstr("<title>septembre"))) << "nothing was exchanged";
  EXPECT_THAT(page, Not(HasSubstr("<title>octobre 2026, Diffusion"))) << "no part of nothing";
}

TEST(ReportViews, DrawWhoWroteAgainstAYearBefore) {
  const auto page = page_of({{.part = ReportPart::heading, .text = "Membres qui ont écrit"},
                             {.part = ReportPart::course,
                              .text = "18 un an plus tôt.",
                              .heads = {"Mois", "Membres qui ont écrit", "Un an plus tôt"},
                              .rows = {{{.text = "octobre 2026", .brief = "oct."}, share("41", 1000), share("18", 439)},
                                       {{.text = "septembre 2026", .brief = "sept."}, share("22", 536), {"–"}}}}});
  EXPECT_THAT(page, HasSubstr("<td>41</td><td>18</td>"));
  EXPECT_THAT(page, HasSubstr("<td>22</td><td>–</td>"));
  EXPECT_THAT(page, HasSubstr("class=\"value\">41</text>"));
  EXPECT_THAT(page, HasSubstr(">un an plus tôt</text>"));
  EXPECT_THAT(page, HasSubstr("Les chiffres en tableau"));
}

TEST(ReportViews, SetTheFiguresOfTheReturnBesideItsChart) {
  ReportBlock block{.part = ReportPart::chart};
  block.chart.marks = {{0, "0 €"}, {60'000, "600 €"}};
  block.chart.months = {{.label = "oct.", .cost = 50'900, .gain = {8'600, 28'100, 64'300}}};
  EXPECT_THAT(page_of({block}), Not(HasSubstr("<table"))) << "kept before there was one";
  block.chart.months[0].in_table = {"octobre 2026", "509 €", "281 €", "de 86 € à 643 €"};
  const auto page = page_of({block});
  EXPECT_THAT(page, HasSubstr("<th scope=\"col\">Mois</th>"));
  EXPECT_THAT(page,
              HasSubstr("<th scope=\"row\">octobre 2026</th><td>509 €</td><td>281 €</td><td>de 86 € à 643 €</td>"));
}

TEST(ReportViews, KeepAHeadingThatStandsAboveNoChart) {
  const auto page = page_of({{.part = ReportPart::heading, .text = "À décider"}, {.text = "Rien ne presse."}});
  EXPECT_THAT(page, HasSubstr("<h3>À décider</h3><p class=\"quiet small\">Rien ne presse.</p>"));
}

}  // namespace
}  // namespace parvis::cockpit
