#include "community/health/health_job.h"

#include <algorithm>
#include <chrono>

#include "community/health/health_report.h"
#include "core/jobs/jobs.h"

namespace parvis::community::health {
namespace {

constexpr std::int64_t kLookEvery = 10 * kSecond;
constexpr auto kAtOnce = std::chrono::seconds(4);  // of folding: what is as long waits behind it
constexpr int kMostAtOnce = 2000;                  // acts of one transaction
constexpr auto kWalkAtOnce = std::chrono::seconds(60);
constexpr std::int64_t kCostShare = 30;  // at most one thirtieth of the time goes into counting

text::TimeZone zone_of(store::Store& store) { return text::TimeZone::of(load_identity(store).time_zone); }

bool is_due(const HealthState& state, const text::TimeZone& zone, Instant at) {
  if (!state.last_act) return false;
  if (!state.reported_at) return true;
  if (at - state.reported_at < kCostShare * state.report_cost) return false;
  const LocalDays days(zone);
  return state.last_act != state.reported_act || days.day_of(at) != days.day_of(state.reported_at);
}

void look(const jobs::Runner& runner, store::Store& store) {
  const auto zone = zone_of(store);
  const auto began = std::chrono::steady_clock::now();
  HealthFolding how;
  while (const auto folded = fold_health(store, zone, how)) {
    if (folded == how.at_most) how.at_most = std::min(kMostAtOnce, 2 * how.at_most);  // much waits
    const bool walks = store.read([](store::Reader& reader) { return is_health_walked(reader); });
    if (runner.stopping() || std::chrono::steady_clock::now() > began + (walks ? kWalkAtOnce : kAtOnce)) return;
  }
  const auto state = store.read([](store::Reader& reader) { return health_state(reader); });
  if (is_due(state, zone, now())) {
    count_health(store, zone, now(), [&runner] { jobs::give_way(runner); });
  }
}

}  // namespace

void keep_health(Community& community) {
  auto& runner = community.jobs();
  runner.every(
      "health.count", kLookEvery, [&runner](const jobs::Job&, store::Store& store) { look(runner, store); },
      jobs::Pace::lengthy);
}

void settle_health(store::Store& store, Instant at) {
  const auto zone = zone_of(store);
  while (fold_health(store, zone) > 0) continue;
  count_health(store, zone, at);
}

}  // namespace parvis::community::health
