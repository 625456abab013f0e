// A manager changes what the community says of itself. One fact with the change; the community is to reload its
// identity afterwards.
#pragma once

#include "community/activity/activity.h"
#include "community/identity.h"

namespace parvis::community {

// True when something changed.
bool change_identity(store::Transaction& transaction, const Timeline& timeline, const Identity& present,
                     const Identity& wanted, MemberId actor, Instant at, Source source);

}  // namespace parvis::community
