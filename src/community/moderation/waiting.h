// How much waits for a decision, told alike wherever it is told: contributions to be let through, words that were
// flagged, and appeals. Functions over a Reader; any thread.
#pragma once

#include "community/spaces/space.h"
#include "community/visibility/viewer.h"
#include "core/store/store.h"

namespace parvis::community {

struct DecisionsWaiting {
  std::int64_t count = 0;
  Instant oldest;  // since when the oldest waits; zero when nothing does
};
// What the queue of this viewer shows, on all its pages.
DecisionsWaiting decisions_waiting_for(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces);
// For whoever of the team: in all spaces.
DecisionsWaiting decisions_waiting(store::Reader& reader);

}  // namespace parvis::community
