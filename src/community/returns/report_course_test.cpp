// The course of the months in the month on paper: what is drawn is what the table says, and nothing of nothing.
#include "community/returns/report_course.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "community/returns/month.h"
#include "community/returns/report_drawing.h"

namespace parvis::community {
namespace {

using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr std::int64_t kMonth = 2026 * 12 + 9;  // October
constexpr auto kIn = text::Language::en;

MonthLife lived(std::int64_t writers, std::int64_t broadcasting, std::int64_t conversing, std::int64_t communing) {
  MonthLife life;
  life.members = writers * 3, life.writers = writers, life.posts = writers * 7, life.of_staff = writers;
  life.broadcasting = broadcasting, life.conversing = conversing, life.communing = communing;
  return life;
}

// Of these months, the last of which is on paper.
MonthFacts facts_of(const std::vector<MonthLife>& months) {
  MonthFacts facts;
  facts.month = kMonth;
  facts.voices.resize(24);
  for (std::size_t back = 0; back < months.size(); ++back) {
    facts.voices[23 - back] = voices_of(months[months.size() - 1 - back]);
  }
  if (!months.empty()) facts.life = months.back();
  if (months.size() > 1) facts.before = months[months.size() - 2];
  if (months.size() > 12) facts.year_ago = months[months.size() - 13];
  facts.year.months.resize(12);
  facts.currency = "EUR";
  return facts;
}

std::vector<MonthLife> two_years(std::int64_t times = 1) {
  std::vector<MonthLife> months;
  for (std::int64_t i = 1; i <= 24; ++i) months.push_back(lived(i * times, 3 * times, i * times, (i + 4) * times));
  return months;
}

const ReportBlock* block_of(const ReportSheet& sheet, ReportPart part) {
  const auto found = std::ranges::find(sheet.blocks, part, &ReportBlock::part);
  return found == sheet.blocks.end() ? nullptr : &*found;
}

bool says(const ReportSheet& sheet, const std::string& words) {
  return std::ranges::any_of(sheet.blocks,
                             [&](const auto& block) { return block.text.find(words) != std::string::npos; });
}

std::vector<std::string> texts(const ReportRow& row) {
  std::vector<std::string> all;
  for (const auto& cell : row) all.push_back(cell.text);
  return all;
}

ReportDocument document_of(const MonthFacts& facts, text::Language in = kIn) {
  return {
      .month = kMonth,
      .language = in,
      .community = "Mistral",
      .brand = "#1f5f99",
      .title = "October 2026 on paper",
      .month_words = "October 2026",
      .made_words = "Made on 3 November 2026",
      .sheets = {standing_sheet(in, facts), living_sheet(in, facts), done_sheet(in, facts), brought_sheet(in, facts)}};
}

std::size_t pages_of(const ReportDocument& document) {
  const auto file = draw_report(document, "https://square.example");
  std::size_t pages = 0;
  for (auto at = file.find("/Type /Page %"); at != std::string::npos; at = file.find("/Type /Page %", at + 1)) ++pages;
  return pages;
}

TEST(ReportCourse, ShowsTheThreeLevelsOfAYearAndTheSameMonthBefore) {
  const auto sheet = standing_sheet(kIn, facts_of(two_years()));
  const auto* history = block_of(sheet, ReportPart::history);
  ASSERT_TRUE(history);
  ASSERT_THAT(history->rows, SizeIs(13));
  EXPECT_THAT(texts(history->rows.front()), ::testing::ElementsAre("October 2026", "5%", "44%", "51%", "communing"));
  EXPECT_EQ(history->rows.front()[0].brief, "Oct");
  EXPECT_EQ(history->rows.back().front().text, "October 2025");
  EXPECT_EQ(texts(history->rows.back()).back(), "communing");
  const auto* now = block_of(sheet, ReportPart::levels);
  for (std::size_t level = 0; level < 3; ++level) {
    EXPECT_EQ(history->rows.front()[level + 1].text, now->rows[level][1].text) << "what the bar above says";
    EXPECT_EQ(history->rows.front()[level + 1].length, now->rows[level][0].length);
  }
}

TEST(ReportCourse, DrawsEachShareAsLongAsItsFigureSays) {
  const auto sheet = standing_sheet(kIn, facts_of(two_years()));
  for (const auto& row : block_of(sheet, ReportPart::history)->rows) {
    std::int64_t whole = 0;
    for (std::size_t level = 1; level < 4; ++level) {
      EXPECT_NEAR(static_cast<double>(row[level].length) / 10, std::stod(row[level].text), 0.6) << row[0].text;
      whole += row[level].length;
    }
    EXPECT_NEAR(static_cast<double>(whole), 1000, 3);
  }
}

TEST(ReportCourse, SaysForHowLongALevelHasBeenReached) {
  const auto brand = lived(3, 6, 3, 1), both = lived(3, 2, 6, 2), members = lived(3, 1, 3, 6),
             silent = lived(0, 0, 0, 0);
  const auto said = [](const std::vector<MonthLife>& months) {
    return block_of(standing_sheet(kIn, facts_of(months)), ReportPart::history)->text;
  };
  EXPECT_THAT(said({brand, members, members, members}), HasSubstr("Level reached: communing, for 3 months in a row."));
  EXPECT_THAT(said({brand, both}), HasSubstr("Level reached this month: conversing; the month before: broadcasting."));
  EXPECT_THAT(said({brand, silent, brand}), HasSubstr("Level reached this month: broadcasting."));
  EXPECT_THAT(said({brand, members, silent}), HasSubstr("No exchange this month."));
  const std::vector<MonthLife> year_and_a_half(18, members), always(24, members);
  EXPECT_THAT(said(year_and_a_half), HasSubstr("Level reached: communing, for 18 months in a row."));
  EXPECT_THAT(said(always), HasSubstr("Level reached: communing, for two years or more."));
}

TEST(ReportCourse, DrawsNothingWhereNothingWasExchanged) {
  const auto sheet = standing_sheet(kIn, facts_of({lived(3, 1, 2, 3), lived(2, 0, 0, 0), lived(3, 1, 2, 3)}));
  const auto* history = block_of(sheet, ReportPart::history);
  ASSERT_TRUE(history);
  ASSERT_THAT(history->rows, SizeIs(3)) << "from the first exchange on";
  for (std::size_t i = 1; i < 5; ++i) {
    EXPECT_EQ(history->rows[1][i].text, "–");
    EXPECT_EQ(history->rows[1][i].length, -1);
  }
}

TEST(ReportCourse, SaysASentenceInsteadOfAChartOfOneMonthOrNone) {
  const auto none = facts_of({}), one = facts_of({lived(3, 1, 2, 3)});
  for (const auto& facts : {none, one}) {
    EXPECT_FALSE(block_of(standing_sheet(kIn, facts), ReportPart::history));
    EXPECT_FALSE(block_of(living_sheet(kIn, facts), ReportPart::course));
    EXPECT_FALSE(says(standing_sheet(kIn, facts), "The three levels over time")) << "no heading of nothing";
  }
  EXPECT_TRUE(says(standing_sheet(kIn, one), "From the second month on"));
  EXPECT_TRUE(says(living_sheet(kIn, one), "From the second month on"));
  EXPECT_FALSE(says(living_sheet(kIn, none), "From the second month on"));
}

TEST(ReportCourse, ShowsWhoWroteAgainstAYearBeforeAsTheTableBesideDoes) {
  const auto sheet = living_sheet(kIn, facts_of(two_years()));
  const auto *course = block_of(sheet, ReportPart::course), *table = block_of(sheet, ReportPart::comparison);
  ASSERT_TRUE(course);
  ASSERT_THAT(course->rows, SizeIs(12));
  EXPECT_THAT(texts(course->rows.front()), ::testing::ElementsAre("October 2026", "24", "12"));
  EXPECT_THAT(texts(course->rows.back()), ::testing::ElementsAre("November 2025", "13", "1"));
  const auto wrote = std::ranges::find(table->rows, "Members who wrote", [](const auto& row) { return row[0].text; });
  ASSERT_NE(wrote, table->rows.end());
  EXPECT_EQ(course->rows[0][1].text, (*wrote)[1].text);
  EXPECT_EQ(course->rows[1][1].text, (*wrote)[2].text);
  EXPECT_EQ(course->rows[0][2].text, (*wrote)[3].text);
  for (const auto& row : course->rows) {
    for (std::size_t i = 1; i < 3; ++i) EXPECT_EQ(row[i].length, std::stoll(row[i].text) * 1000 / 24);
  }
  EXPECT_EQ(course->text, "This month has the most of those shown. A year before: 12.");
}

TEST(ReportCourse, NamesTheHighestOfAllMonthsItDraws) {
  auto months = two_years();
  months[11] = lived(50, 3, 11, 15);
  EXPECT_EQ(block_of(living_sheet(kIn, facts_of(months)), ReportPart::course)->text,
            "The highest month: October 2025, with 50. A year before: 50.");
}

TEST(ReportCourse, HoldsAgainstNoYearThatWasNot) {
  const auto sheet = living_sheet(kIn, facts_of({lived(2, 0, 0, 1), lived(9, 0, 0, 1), lived(4, 0, 0, 1)}));
  const auto* course = block_of(sheet, ReportPart::course);
  ASSERT_TRUE(course);
  EXPECT_THAT(course->heads, SizeIs(2));
  EXPECT_THAT(course->rows, SizeIs(3));
  EXPECT_THAT(course->rows, Each(SizeIs(2)));
  EXPECT_EQ(course->text, "The highest month: September 2026, with 9.");
}

TEST(ReportCourse, LeavesFourPagesWhateverThereIsToSay) {
  for (const auto in : text::kLanguages) {
    for (const auto& months : {std::vector<MonthLife>{},
                               {lived(3, 1, 2, 3)},
                               {lived(3, 1, 2, 3), lived(5, 3, 1, 0)},
                               {lived(3, 1, 2, 3), lived(0, 0, 0, 0), lived(5, 3, 1, 0)},
                               two_years(),
                               two_years(1'234'567)}) {
      const auto document = document_of(facts_of(months), in);
      EXPECT_EQ(pages_of(document), 4u) << months.size();
      EXPECT_EQ(to_json(report_from_json(to_json(document))), to_json(document));
    }
  }
}

// They have neither the level nor short names of months.
TEST(ReportCourse, DrawsReportsThatWereKeptBefore) {
  auto document = document_of(facts_of(two_years()));
  for (auto& block : document.sheets.front().blocks) {
    if (block.part != ReportPart::history) continue;
    block.text.clear();
    block.heads.pop_back();
    block.rows.resize(3);
    for (auto& row : block.rows) {
      row.pop_back();
      row.front().brief.clear();
    }
  }
  EXPECT_EQ(pages_of(document), 4u);
}

}  // namespace
}  // namespace parvis::community
