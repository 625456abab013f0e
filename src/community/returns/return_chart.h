// Costs and gains by month as a chart: what a page and a sheet of paper both draw. Amounts are cents; words are in the
// reader's language. Pure.
#pragma once

#include <string>
#include <vector>

#include "community/returns/result.h"
#include "community/returns/return_words.h"

namespace parvis::community {

struct ChartMark {  // a line of the scale
  std::int64_t cents = 0;
  std::string label;
};
struct ChartMonth {
  std::string label;                   // "Nov"
  std::string cost_words, gain_words;  // "November 2026: cost €1,200"
  std::int64_t cost = 0;
  Range gain;
  // The same in the table beside: when, what it cost, what it brought, how far that may reach. Empty in reports that
  // were kept without.
  std::vector<std::string> in_table = {};
};
struct ReturnChart {
  std::string says;              // for who does not see it
  std::string spent, brought;    // what its two colours are
  std::vector<ChartMark> marks;  // from zero up; the last is its top
  std::vector<ChartMonth> months;

  std::int64_t top() const { return marks.empty() ? 1 : marks.back().cents; }
};
ReturnChart return_chart(const Money& money, const std::vector<MonthResult>& months);

}  // namespace parvis::community
