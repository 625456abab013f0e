// Counts the figures of a community's health from the folded views and keeps them, with what charts draw and where each
// member stands, so that a page reads them at once and a figure opens onto exactly those it counts. Counting reads
// whole tables and runs in the background (health_job.h).
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "community/health/health_fold.h"

namespace parvis::community::health {

// Counts at `at`, writes in several transactions. `give_way`, if any, is asked all the while it reads: what it throws
// ends the counting, and what was counted before stays.
void count_health(store::Store& store, const text::TimeZone& zone, Instant at,
                  const std::function<void()>& give_way = {});

struct Figure {
  std::optional<double> value, before, year_ago;
};

struct HealthReport {
  HealthState state;
  std::int64_t today = 0;  // the day on which it was counted
  std::map<std::string, Figure, std::less<>> figures;

  Figure of(std::string_view name) const {
    const auto found = figures.find(name);
    return found == figures.end() ? Figure{} : found->second;
  }
  // False before the first count.
  bool exists() const { return static_cast<bool>(state.reported_at); }
};
HealthReport health_report(store::Reader& reader);

// Series that are kept: the place counts from the present backwards, in weeks or periods of 28 days; `hours` by
// 24 × weekday + hour, `cohorts` by kCohortStep × (weeks since they came) + age in weeks, `quarters` by their number.
namespace series {
inline constexpr std::string_view kActiveWeeks = "active_weeks";
inline constexpr std::string_view kExchange = "exchange";
inline constexpr std::string_view kLevels[] = {"broadcasting", "conversing", "communing"};
inline constexpr std::string_view kHours = "hours";
inline constexpr std::string_view kCohorts = "cohorts";
inline constexpr std::string_view kQuarters = "quarters";
inline constexpr std::string_view kNetwork = "network";  // 0: its members
}  // namespace series
inline constexpr std::int64_t kCohortStep = 100;

struct Point {
  std::int64_t place = 0;
  double value = 0;
};
std::vector<Point> points_of(store::Reader& reader, std::string_view series);

}  // namespace parvis::community::health
