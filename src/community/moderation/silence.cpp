#include "community/moderation/silence.h"

#include "community/activity/activity.h"
#include "core/errors.h"

namespace parvis::community {

void require_unsilenced(const Viewer& viewer) {
  if (viewer.status != MemberStatus::silenced) return;
  throw Forbidden({"For the time being you may read here, not write. Your account says why."});
}

}  // namespace parvis::community
