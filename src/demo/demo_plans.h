// What the demo's members may agree to, who agreed, and the plans that its manager wrote: one that newcomers go
// through, one for regulars who grow silent, and one that is ready to be rehearsed and switched on.
#pragma once

#include "community/community.h"
#include "community/plans/plan.h"

namespace parvis::demo {

// The manager asks; from then on members may agree.
void ask_for_letters(store::Transaction& transaction, community::Community& community, community::MemberId manager,
                     Instant at);
void agree_to_letters(store::Transaction& transaction, community::Community& community, community::MemberId member,
                      text::Language language, Instant at);

struct DemoPlans {
  community::Plan welcome, thread, circle;
};
// After the segments. None of them is switched on yet.
DemoPlans make_plans(store::Transaction& transaction, const community::SpaceAct& act);

}  // namespace parvis::demo
