#include "cockpit/chart.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/html/html.h"

namespace parvis::cockpit {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr auto kIn = text::Language::en;

std::string page(const auto& write) {
  html::Writer out;
  write(out);
  return out.take().markup();
}

std::size_t count(const std::string& page, std::string_view what) {
  std::size_t found = 0;
  for (auto at = page.find(what); at != std::string::npos; at = page.find(what, at + 1)) ++found;
  return found;
}

// The heights of the bars' parts, in the order in which they are drawn; names have squares of 13.
std::vector<double> heights(const std::string& page, std::string_view part) {
  std::vector<double> all;
  const auto opening = "<rect class=\"part " + std::string(part) + "\"";
  for (auto at = page.find(opening); at != std::string::npos; at = page.find(opening, at + 1)) {
    const auto from = page.find("height=\"", at) + 8;
    all.push_back(std::stod(page.substr(from)));
  }
  if (!all.empty()) all.pop_back();
  return all;
}

ShareChart levels() {
  return {.title = "The three levels",
          .says = "Who speaks to whom.",
          .when = "Month",
          .names = {"Broadcasting", "Conversing", "Communing"},
          .beside = {"Level reached"},
          .bars = {{"September 2026", "Sep", "2026", {"50%", "50%", "0%", "conversing"}, {1, 1, 0}},
                   {"October 2026", "Oct", "", {"–", "–", "–", "–"}, {0, 0, 0}},
                   {"November 2026", "Nov", "", {"0%", "25%", "75%", "communing"}, {0, 10, 30}}}};
}

std::string drawn(const ShareChart& chart) {
  return page([&](html::Writer& out) { write_share_chart(out, kIn, chart); });
}

TEST(ShareChart, DrawsEachPartAsHighAsItsShare) {
  const auto drawing = drawn(levels());
  constexpr double kWhole = 130;
  EXPECT_THAT(heights(drawing, "p0"), ::testing::ElementsAre(::testing::DoubleNear(kWhole / 2, 0.1)));
  EXPECT_THAT(heights(drawing, "p1"),
              ::testing::ElementsAre(::testing::DoubleNear(kWhole / 2, 0.1), ::testing::DoubleNear(kWhole / 4, 0.1)));
  EXPECT_THAT(heights(drawing, "p2"), ::testing::ElementsAre(::testing::DoubleNear(kWhole * 3 / 4, 0.1)));
}

TEST(ShareChart, TellsPartsApartByPatternAndNamesThemBesideTheLast) {
  const auto drawing = drawn(levels());
  for (const char* pattern : {"url(#share-0)", "url(#share-1)", "url(#share-2)"}) {
    EXPECT_THAT(drawing, HasSubstr(pattern));
  }
  EXPECT_EQ(count(drawing, "<pattern"), 3u);
  for (const auto& name : levels().names) EXPECT_THAT(drawing, HasSubstr("class=\"tick name\">" + name));
  EXPECT_THAT(drawing, HasSubstr(">50%</text>")) << "the half";
}

TEST(ShareChart, HasItsFiguresInATableFromTheLatestBack) {
  const auto drawing = drawn(levels());
  EXPECT_THAT(drawing, HasSubstr("<th scope=\"col\">Month</th><th scope=\"col\">Broadcasting</th>"));
  EXPECT_THAT(drawing, HasSubstr("<th scope=\"row\">November 2026</th><td>0%</td><td>25%</td><td>75%</td>"
                                 "<td>communing</td>"));
  EXPECT_LT(drawing.find("row\">November"), drawing.find("row\">September"));
  EXPECT_THAT(drawing, HasSubstr("tabindex=\"0\"")) << "for the keyboard";
  EXPECT_THAT(drawing, HasSubstr("aria-label=\"The three levels. Who speaks to whom.\""));
}

TEST(ShareChart, IsNothingOfNothing) { EXPECT_EQ(drawn({}), ""); }

LineChart writers() {
  return {.title = "Members who wrote",
          .says = "More than ever.",
          .when = "Month",
          .what = "Members who wrote",
          .against = "A year before",
          .against_words = "a year before",
          .values = {{"September 2026", 10, "10", {}, "–"}, {"October 2026", 20, "20", 5.0, "5"}}};
}

std::string drawn(const LineChart& chart) {
  return page([&](html::Writer& out) { write_line_chart(out, kIn, chart); });
}

TEST(LineChart, IsHeldAgainstWhatWasBeforeInDrawingAndTable) {
  const auto drawing = drawn(writers());
  EXPECT_THAT(drawing, HasSubstr("class=\"line before\""));
  EXPECT_THAT(drawing, HasSubstr(">a year before</text>"));
  EXPECT_THAT(drawing, HasSubstr("<th scope=\"row\">October 2026</th><td>20</td><td>5</td>"));
  EXPECT_THAT(drawing, HasSubstr("<th scope=\"row\">September 2026</th><td>10</td><td>–</td>"));
}

TEST(LineChart, HasOneLineWhereThereWasNothingBefore) {
  auto chart = writers();
  chart.against.clear();
  const auto drawing = drawn(chart);
  EXPECT_THAT(drawing, Not(HasSubstr("line before")));
  EXPECT_EQ(count(drawing, "scope=\"col\""), 2u);
}

TEST(LineChart, IsNothingOfNothing) { EXPECT_EQ(drawn(LineChart{}), ""); }

}  // namespace
}  // namespace parvis::cockpit
