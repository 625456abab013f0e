#include "community/returns/return_chart.h"

#include <algorithm>

#include "community/returns/month.h"
#include "core/text/catalogue.h"

namespace parvis::community {
namespace {

constexpr int kLines = 4;

// The least round amount that is not below the highest figure: 1, 2 or 5 times a power of ten, for each line.
std::int64_t step_for(std::int64_t highest) {
  std::int64_t step = 100;
  for (const std::int64_t by : {2, 5, 10}) {
    if (step * kLines >= highest) return step;
    step = 100 * by;
  }
  for (std::int64_t power = 1000; power < 1'000'000'000'000; power *= 10) {
    for (const std::int64_t by : {1, 2, 5}) {
      if (power * by * kLines >= highest) return power * by;
    }
  }
  return highest / kLines + 1;
}

}  // namespace

ReturnChart return_chart(const Money& money, const std::vector<MonthResult>& months) {
  const auto in = money.language();
  ReturnChart chart{.says = text::tr(in, "Costs and gains by month; the same figures stand in the table."),
                    .spent = text::tr(in, "spent"),
                    .brought = text::tr(in, "brought in, with how far it may reach")};
  std::int64_t highest = 1;
  for (const auto& month : months) highest = std::max({highest, month.cost, month.gain.high});
  const auto step = step_for(highest);
  // None above what is drawn.
  for (int i = 0; i <= kLines && step * (i - 1) < highest; ++i)
    chart.marks.push_back({step * i, money.round(step * i)});
  for (const auto& month : months) {
    const auto name = month_name(month.month, in);
    chart.months.push_back(
        {.label = short_month_name(month.month, in),
         .cost_words = text::tr(in, "{month}: cost {amount}", {{"month", name}, {"amount", money.round(month.cost)}}),
         .gain_words =
             text::tr(in, "{month}: brought about {amount}, {range}",
                      {{"month", name}, {"amount", money.round(month.gain.base)}, {"range", money.range(month.gain)}}),
         .cost = month.cost,
         .gain = month.gain,
         .in_table = {name, money.round(month.cost), money.round(month.gain.base), money.range(month.gain)}});
  }
  return chart;
}

}  // namespace parvis::community
