#include "community/returns/result.h"

#include <algorithm>

#include "community/ledger/ledger.h"

namespace parvis::community {
namespace {

constexpr std::string_view kCost = "cost:", kGain = "gain:";

void add(MonthResult& month, const std::string& account, std::int64_t amount) {
  const auto name = std::string_view(account).substr(kCost.size());
  if (account.starts_with(kCost)) {
    if (const auto kind = parse_cost_kind(name)) month.costs[*kind] += amount;
  } else if (account.starts_with(kGain)) {
    if (const auto kind = parse_gain_kind(name)) month.gains[*kind].quantity += amount;
  }
}

void sum_up(MonthResult& month, const Values& values) {
  for (const auto& [kind, cents] : month.costs) month.cost += cents;
  for (auto& [kind, gain] : month.gains) {
    gain.worth = worth(kind, gain.quantity, values);
    if (gain.worth) month.gain += *gain.worth;
  }
}

// The total is the sum of its months, to the cent.
void add_to_total(MonthResult& total, const MonthResult& month) {
  for (const auto& [kind, cents] : month.costs) total.costs[kind] += cents;
  for (const auto& [kind, gain] : month.gains) {
    auto& sum = total.gains[kind];
    sum.quantity += gain.quantity;
    if (gain.worth) {
      if (!sum.worth) sum.worth.emplace();
      *sum.worth += *gain.worth;
    }
  }
  total.cost += month.cost;
  total.gain += month.gain;
}

}  // namespace

std::vector<MonthSum> return_sums(store::Reader& reader, std::int64_t from, std::int64_t to) {
  return month_sums(reader, from, to);
}

ReturnResult work_out(const std::vector<MonthSum>& sums, std::int64_t from, std::int64_t to, const Values& values) {
  ReturnResult result;
  for (auto month = from; month <= to; ++month) result.months.push_back({.month = month, .costs = {}, .gains = {}});
  for (const auto& sum : sums) {
    if (sum.month < from || sum.month > to || sum.amount == 0) continue;
    add(result.months[static_cast<std::size_t>(sum.month - from)], sum.account, sum.amount);
  }
  for (auto& month : result.months) {
    sum_up(month, values);
    add_to_total(result.total, month);
  }
  return result;
}

ReturnResult return_result(store::Reader& reader, std::int64_t from, std::int64_t to) {
  return work_out(return_sums(reader, from, to), from, to, values_in_force(reader));
}

bool has_amounts(const ReturnResult& result) {
  return std::ranges::any_of(result.months,
                             [](const MonthResult& month) { return month.cost > 0 || month.gain.high > 0; });
}

}  // namespace parvis::community
