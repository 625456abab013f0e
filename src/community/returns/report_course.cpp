#include "community/returns/report_course.h"

#include <algorithm>

#include "community/returns/month.h"
#include "core/text/catalogue.h"
#include "core/text/money.h"

namespace parvis::community {
namespace {

using text::tr;
using text::trn;
using In = text::Language;

constexpr std::int64_t kYear = 12;
constexpr const char* kNothing = "–";

// Of the month `back` months before the one on paper.
const MonthVoices& voices(const MonthFacts& facts, std::int64_t back) {
  static const MonthVoices kNone;
  const auto count = static_cast<std::int64_t>(facts.voices.size());
  return back < count ? facts.voices[static_cast<std::size_t>(count - 1 - back)] : kNone;
}

ReportCell month_cell(In in, std::int64_t month) {
  return {.text = month_name(month, in), .brief = short_month_name(month, in)};
}

std::optional<health::Level> level(const MonthFacts& facts, std::int64_t back) {
  return health::level_reached(voices(facts, back).exchanges);
}

// How far back there is anything: the month itself and the same a year before are both among them.
template <class Has>
std::int64_t months_with(std::int64_t most, const Has& has) {
  while (most > 0 && !has(most - 1)) --most;
  return most;
}

std::string level_over_time(In in, const MonthFacts& facts) {
  const auto present = level(facts, 0), before = level(facts, 1);
  if (!present) return tr(in, "No exchange this month.");
  const auto name = tr(in, health::level_name(*present));
  if (!before) return tr(in, "Level reached this month: {level}.", {{"level", name}});
  if (before != present) {
    return tr(in, "Level reached this month: {level}; the month before: {before}.",
              {{"level", name}, {"before", tr(in, health::level_name(*before))}});
  }
  std::int64_t same = 2;
  const auto read = static_cast<std::int64_t>(facts.voices.size());
  while (same < read && level(facts, same) == present) ++same;
  if (same == read) return tr(in, "Level reached: {level}, for two years or more.", {{"level", name}});
  return tr(in, "Level reached: {level}, for {n} months in a row.",
            {{"level", name}, {"n", text::format_number(in, same)}});
}

// Of all months that are drawn, those of the year before too.
std::string writers_over_time(In in, const MonthFacts& facts, std::int64_t months, bool has_year_before) {
  std::int64_t best = 0;
  for (std::int64_t back = 1; back < months; ++back) {
    if (voices(facts, back).writers > voices(facts, best).writers) best = back;
  }
  const auto number = [&](std::int64_t back) { return text::format_number(in, voices(facts, back).writers); };
  const auto most = best == 0 ? tr(in, "This month has the most of those shown.")
                              : tr(in, "The highest month: {month}, with {n}.",
                                   {{"month", month_name(facts.month - best, in)}, {"n", number(best)}});
  if (!has_year_before) return most;
  return most + " " + tr(in, "A year before: {n}.", {{"n", number(kYear)}});
}

ReportRow levels_of_month(In in, std::int64_t month, const health::LevelActs& acts) {
  ReportRow row{month_cell(in, month)};
  const auto whole = acts.all();
  for (const auto count : acts.acts) {
    row.push_back(whole > 0 ? ReportCell{.text = share_words(in, count, whole), .length = count * 1000 / whole}
                            : ReportCell{kNothing});
  }
  const auto reached = health::level_reached(acts);
  row.push_back({reached ? tr(in, health::level_name(*reached)) : kNothing});
  return row;
}

void add_heading(ReportSheet& sheet, std::string words) {
  sheet.blocks.push_back({.part = ReportPart::heading, .text = std::move(words)});
}

void add_note(ReportSheet& sheet, std::string words) {
  sheet.blocks.push_back({.part = ReportPart::note, .text = std::move(words)});
}

}  // namespace

void add_levels_over_time(ReportSheet& sheet, In in, const MonthFacts& facts) {
  const auto exchanged = [&](std::int64_t back) { return voices(facts, back).exchanges.all() > 0; };
  const auto months = months_with(kYear + 1, exchanged);
  if (months == 0) return;
  if (months == 1) {
    return add_note(sheet, tr(in, "From the second month on, a chart shows here how the three levels change."));
  }
  ReportBlock block{
      .part = ReportPart::history,
      .text = level_over_time(in, facts) + " " + tr(in, "The level reached is the part that the line at half crosses."),
      .heads = {tr(in, "Month"), tr(in, "Broadcasting"), tr(in, "Conversing"), tr(in, "Communing"),
                tr(in, "Level reached")}};
  for (std::int64_t back = 0; back < months; ++back) {
    block.rows.push_back(levels_of_month(in, facts.month - back, voices(facts, back).exchanges));
  }
  add_heading(sheet, tr(in, "The three levels over time"));
  sheet.blocks.push_back(std::move(block));
}

void add_writers_over_time(ReportSheet& sheet, In in, const MonthFacts& facts) {
  const auto written = [&](std::int64_t back) { return voices(facts, back).writers; };
  const auto begun = months_with(2 * kYear, [&](std::int64_t back) { return written(back) > 0; });
  if (begun == 0) return;
  if (begun == 1) return add_note(sheet, tr(in, "From the second month on, a chart shows here how many write."));
  const auto months = std::min(begun, kYear);
  const bool has_year_before = begun > kYear;
  std::int64_t most = 1;
  for (std::int64_t back = 0; back < begun; ++back) most = std::max(most, written(back));
  const auto cell = [&](std::int64_t back) {
    if (back >= begun) return ReportCell{kNothing};
    return ReportCell{.text = text::format_number(in, written(back)), .length = written(back) * 1000 / most};
  };
  ReportBlock block{.part = ReportPart::course,
                    .text = writers_over_time(in, facts, begun, has_year_before),
                    .heads = {tr(in, "Month"), tr(in, "Members who wrote")}};
  if (has_year_before) block.heads.push_back(tr(in, "A year before"));
  for (std::int64_t back = 0; back < months; ++back) {
    ReportRow row{month_cell(in, facts.month - back), cell(back)};
    if (has_year_before) row.push_back(cell(back + kYear));
    block.rows.push_back(std::move(row));
  }
  add_heading(sheet, tr(in, "Members who wrote, month by month"));
  sheet.blocks.push_back(std::move(block));
}

}  // namespace parvis::community
