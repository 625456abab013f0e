// What the community cost and brought in, month by month: costs as the ledger has them, gains as the ledger counts
// them, worth what the assumptions in force say, from low to high. Reads sums only, never the acts: as quick with a
// million gains as with ten. Functions over a Reader; the arithmetic is pure.
#pragma once

#include <map>
#include <vector>

#include "community/returns/cost.h"
#include "community/returns/gain.h"

namespace parvis::community {

struct GainOfMonth {
  std::int64_t quantity = 0;
  std::optional<Range> worth;  // nothing while an assumption is missing: then it counts for nothing in the sums
};
struct MonthResult {
  std::int64_t month = 0;
  std::map<CostKind, std::int64_t> costs;
  std::map<GainKind, GainOfMonth> gains;
  std::int64_t cost = 0;
  Range gain;
  // What is left: the low gain less the cost, and so on.
  Range left() const { return {gain.low - cost, gain.base - cost, gain.high - cost}; }
};
struct ReturnResult {
  std::vector<MonthResult> months;  // every month of the time asked for, in order
  MonthResult total;                // month: zero
};
// In any of its months, spent or brought. A chart and a table of noughts say less than a sentence.
bool has_amounts(const ReturnResult& result);

struct MonthSum;
// The figures of the ledger between two months, both included, before any assumption.
std::vector<MonthSum> return_sums(store::Reader& reader, std::int64_t from, std::int64_t to);
ReturnResult work_out(const std::vector<MonthSum>& sums, std::int64_t from, std::int64_t to, const Values& values);
ReturnResult return_result(store::Reader& reader, std::int64_t from, std::int64_t to);

}  // namespace parvis::community
