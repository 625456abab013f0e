// How often each member did or received what, by day and space: a view folded from the timeline, shortly after each
// act, by whoever comes first (the position is moved in the transaction of the fold, so nothing is folded twice or left
// out). An act that was taken back counts no more, on the day it was done. Members who are gone are not counted. The
// same timeline always gives the same view; any thread.
#pragma once

#include <cstdint>
#include <stop_token>
#include <string_view>

#include "community/activity/member_walk.h"
#include "community/types.h"
#include "core/store/store.h"

namespace parvis::community {

// So few at a time that a reply beside it does not wait noticeably.
inline constexpr int kFoldedTogether = 1000;

// The last activity that a view has taken in, and moving it on: false when somebody else did meanwhile.
ActivityId fold_position(store::Reader& reader, std::string_view view);
bool move_fold(store::Transaction& transaction, std::string_view view, ActivityId from, ActivityId to);

// Folds what is new, all of it unless `stop` is asked for; answers how many activities, without those that a walk
// member by member took in, as it does when nothing is folded yet and much is there.
std::int64_t fold_acts(store::Store& store, int together = kFoldedTogether, const std::stop_token& stop = {},
                       const Walking& walking = {});
// From nothing.
void forget_folded_acts(store::Transaction& transaction);
// How far the view is.
inline constexpr std::string_view kActsView = "acts";

}  // namespace parvis::community
