// Folds the timeline into the views from which the community's health is read: how much was done each day, by whom,
// who turned to whom, when a question was answered. Goes on after the last act it folded, a batch in each transaction,
// so that it may be interrupted anywhere; everything can be made anew from zero. An act that was taken back (a
// reaction, an accepted answer, words that were deleted) no longer counts for the day on which it was done; an erased
// member's acts still do. From any thread; two at a time do each other no harm.
#pragma once

#include "community/health/act_kind.h"
#include "core/store/store.h"

namespace parvis::community::health {

// Takes in what is new, at most so many acts; answers how many there were. Begins anew when the zone is another one
// than last time.
std::int64_t fold_health(store::Store& store, const text::TimeZone& zone, int at_most = 400);

// Empties the views: the next fold begins at zero.
void forget_health(store::Transaction& transaction);

struct HealthState {
  std::int64_t last_act = 0;
  std::string time_zone;
  std::int64_t reported_act = 0;
  Instant reported_at;
  std::int64_t report_cost = 0;
};
HealthState health_state(store::Reader& reader);

}  // namespace parvis::community::health
