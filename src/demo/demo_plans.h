// What the demo's members may agree to, who agreed, and the plan that its manager wrote: it can be rehearsed and
// switched on.
#pragma once

#include "community/community.h"

namespace parvis::demo {

// The manager asks; from then on members may agree.
void ask_for_letters(store::Transaction& transaction, community::Community& community, community::MemberId manager,
                     Instant at);
void agree_to_letters(store::Transaction& transaction, community::Community& community, community::MemberId member,
                      text::Language language, Instant at);
// After the segments.
void make_plans(community::Community& community);

}  // namespace parvis::demo
