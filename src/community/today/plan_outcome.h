// Did it work, of a plan: of those whom it reached, how many came back within fourteen days. It reaches somebody by a
// letter, or by a step that was done for them: a word, a call, a meeting. Somebody counts once, however often, and only
// when the fourteen days of the last time are over. Nobody is left alone by chance for a plan, so there is nobody to
// compare with. Functions over a Reader; any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "community/plans/plan.h"
#include "community/today/outcome.h"

namespace parvis::community {

struct PlanOutcome {
  std::string slug, name;  // of the plan
  bool removed = false;    // since
  ComingBack reached;
};
// Of ninety days; only plans that reached somebody, by name, with those removed since.
std::vector<PlanOutcome> plan_outcomes(store::Reader& reader, Instant at);

// The plan at an address, removed within ninety days or not at all.
struct NamedPlan {
  PlanId id;
  std::string slug, name;
  bool removed = false;
};
std::optional<NamedPlan> plan_followed(store::Reader& reader, std::string_view slug, Instant at);

// Whom such a figure counts, the latest first: `at` is the time they came back after, or else the last. At most the
// latest 300 letters of the plan and 1,000 cards of all plans are looked at.
std::vector<Followed> followed_of_plan(store::Reader& reader, PlanId plan, Instant at);

}  // namespace parvis::community
