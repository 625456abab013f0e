// One step for one member: judged on a reading connection, taken in a transaction that looks again. For the job of
// plans (plan_job.h); any thread.
#pragma once

#include <vector>

#include "cockpit/plans/plan_job.h"

namespace parvis::cockpit {

// What the conditions say of a way just now.
struct Judged {
  community::PlanWay way;
  bool met = false;   // the plan's condition holds: it ends
  bool holds = true;  // the condition of the next step
};
std::vector<Judged> judge(store::Reader& reader, std::vector<community::PlanWay> ways, Instant at);

// Those that are still as they were judged.
void take_steps(store::Transaction& transaction, const Taking& taking, const std::vector<Judged>& judged, Instant at,
                TakenOn& taken);
bool is_decided(store::Reader& reader, std::int64_t task);
bool is_active(store::Reader& reader, community::MemberId member);

}  // namespace parvis::cockpit
