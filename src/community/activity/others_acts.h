// The timeline as other processes go on with it: what is told of an act, and how it is read after that.
#pragma once

#include <vector>

#include "community/activity/activity.h"

namespace parvis::community {

// Whether anybody is told: not of imports, generated loads and the demo's past, which nobody is waiting for.
bool is_told(const Activity& activity);
// The word (core/store/words.h) for acts that were recorded: read what is new.
inline constexpr char kActsWord[] = "acts";

// What committed after this identifier, oldest first, at most so many. Identifiers come in the order of commits where
// several processes write (docs/decisions/0011-postgresql.md).
std::vector<Activity> activities_after(store::Reader& reader, ActivityId id, int at_most);
ActivityId last_activity(store::Reader& reader);

}  // namespace parvis::community
