// Folds the timeline into the views from which the community's health is read: how much was done each day, by whom,
// who turned to whom, when a question was answered. Goes on after the last act it folded, a batch in each transaction,
// so that it may be interrupted anywhere; everything can be made anew from zero. An act that was taken back (a
// reaction, an accepted answer, words that were deleted) no longer counts for the day on which it was done; an erased
// member's acts still do. From any thread; two at a time do each other no harm.
#pragma once

#include "community/activity/member_walk.h"
#include "community/health/act_kind.h"
#include "core/store/store.h"

namespace parvis::community::health {

// Takes in what is new, at most so many acts; answers whether there was anything. Begins anew when the zone is another
// one than last time. Views with nothing in them are filled by a walk member by member where much is there, a piece at
// each call.
struct HealthFolding {
  int at_most = 400;
  Walking walking = {.together = 4000};
};
std::int64_t fold_health(store::Store& store, const text::TimeZone& zone, const HealthFolding& how = {});
bool is_health_walked(store::Reader& reader);  // just now

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
