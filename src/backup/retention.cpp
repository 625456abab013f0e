#include "backup/retention.h"

#include <algorithm>
#include <chrono>
#include <functional>
#include <set>

namespace parvis::backup {
namespace {

using std::chrono::days;

std::int64_t day_of(Instant at) { return std::chrono::floor<days>(std::chrono::microseconds(at.microseconds)).count(); }

// 1970 began on a Thursday.
std::int64_t week_of(Instant at) { return std::chrono::floor<std::chrono::weeks>(days(day_of(at) + 3)).count(); }

std::int64_t month_of(Instant at) {
  const std::chrono::year_month_day date{std::chrono::sys_days(days(day_of(at)))};
  return static_cast<int>(date.year()) * std::int64_t{12} + static_cast<unsigned>(date.month());
}

// Adds the last of each of the latest `count` periods; `made` begins with the latest.
void keep_each(const std::vector<Instant>& made, unsigned count, std::int64_t (*period)(Instant),
               std::set<Instant>& kept) {
  std::set<std::int64_t> seen;
  for (const auto at : made) {
    if (seen.size() == count && !seen.contains(period(at))) return;
    if (count > 0 && seen.insert(period(at)).second) kept.insert(at);
  }
}

}  // namespace

std::vector<Instant> superfluous(std::vector<Instant> made, const Keep& keep) {
  std::ranges::sort(made, std::greater());
  std::set<Instant> kept;
  if (!made.empty()) kept.insert(made.front());
  keep_each(made, keep.daily, day_of, kept);
  keep_each(made, keep.weekly, week_of, kept);
  keep_each(made, keep.monthly, month_of, kept);
  std::erase_if(made, [&](Instant at) { return kept.contains(at); });
  return made;
}

}  // namespace parvis::backup
