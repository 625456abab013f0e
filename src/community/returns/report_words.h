// The four sheets of the month on paper in words, from what was read. Pure functions.
#pragma once

#include <map>
#include <vector>

#include "community/returns/month_life.h"
#include "community/returns/report.h"

namespace parvis::community {

struct MonthFacts {
  std::int64_t month = 0;
  std::int64_t days_so_far = 0;  // of a month that lasts; 0: it is over
  MonthLife life, before, year_ago;
  std::vector<MonthVoices> voices;  // of the two years up to this month, the oldest first
  MonthWork work;
  std::vector<AliveThread> alive;
  OrdersOfMonth orders;
  ReturnResult year;  // the twelve months up to this one
  std::map<AssumptionKey, Assumption> assumptions;
  std::string currency;

  const MonthResult& result() const { return year.months.back(); }
};

ReportSheet standing_sheet(text::Language in, const MonthFacts& facts);
ReportSheet living_sheet(text::Language in, const MonthFacts& facts);
ReportSheet done_sheet(text::Language in, const MonthFacts& facts);
ReportSheet brought_sheet(text::Language in, const MonthFacts& facts);

// "35%"; 0% of nothing.
std::string share_words(text::Language in, std::int64_t part, std::int64_t whole);
// What the figures ask whoever decides; empty when nothing presses.
std::vector<std::string> questions_to_decide(text::Language in, const MonthFacts& facts);

}  // namespace parvis::community
