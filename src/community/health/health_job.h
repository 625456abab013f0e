// Keeps the figures of the community's health current: the timeline is folded every few seconds, and figures are
// counted anew when something was done or the day has turned, as often as their cost allows.
#pragma once

#include "community/community.h"

namespace parvis::community::health {

void keep_health(Community& community);

// Folds all there is and counts. For commands and tests; the job does the same in small parts.
void settle_health(store::Store& store, Instant at);

}  // namespace parvis::community::health
