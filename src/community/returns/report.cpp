#include "community/returns/report.h"

#include <algorithm>

#include "community/returns/month.h"
#include "community/returns/month_life.h"
#include "community/returns/report_words.h"
#include "community/returns/return_rules.h"
#include "community/visibility/viewer.h"
#include "core/text/catalogue.h"

namespace parvis::community {
namespace {

constexpr int kAliveShown = 6;
constexpr std::int64_t kMonthsOfVoices = 24;  // a year, and the one before it is held against

MonthFacts read_facts(store::Reader& reader, const ReportContext& context, std::int64_t month) {
  const auto zone = text::TimeZone::of(context.identity->time_zone);
  const auto from = [&](std::int64_t of) { return month_start(of, zone); };
  MonthFacts facts;
  facts.month = month;
  if (context.at < from(month + 1)) facts.days_so_far = (context.at - from(month)) / kDay + 1;
  const auto lived = [&](std::int64_t of) { return month_as_kept(reader, from(of), from(of + 1), context.at); };
  facts.life = lived(month);
  facts.before = lived(month - 1);
  facts.year_ago = lived(month - 12);
  for (auto of = month - kMonthsOfVoices + 1; of <= month; ++of) {
    facts.voices.push_back(voices_as_kept(reader, from(of), from(of + 1), context.at));
  }
  facts.work = month_work(reader, from(month), from(month + 1));
  for (auto& thread : alive_as_kept(reader, from(month), from(month + 1), context.at)) {
    const auto* space = context.spaces->find(thread.space);
    if (space && may_read({}, *space) && facts.alive.size() < kAliveShown) facts.alive.push_back(std::move(thread));
  }
  facts.orders = orders_of_month(reader, from(month), from(month + 1));
  facts.year = return_result(reader, month - kMonthsShown + 1, month);
  facts.assumptions = assumptions_in_force(reader);
  facts.currency = read_return_rules(reader).currency;
  return facts;
}

}  // namespace

ReportDocument make_report(store::Reader& reader, const ReportContext& context, std::int64_t month) {
  const auto facts = read_facts(reader, context, month);
  const auto in = context.language;
  const auto zone = text::TimeZone::of(context.identity->time_zone);
  const auto name = month_name(month, in);
  return {
      .month = month,
      .language = in,
      .community = context.identity->name,
      .brand = context.identity->brand_color,
      .title = text::tr(in, "{month} on paper", {{"month", name}}),
      .month_words = name,
      .made_words = text::tr(in, "Made on {day}", {{"day", text::day(context.at, in, zone)}}),
      .made_at = context.at,
      .sheets = {standing_sheet(in, facts), living_sheet(in, facts), done_sheet(in, facts), brought_sheet(in, facts)}};
}

}  // namespace parvis::community
