// A member as the one who looks or acts, whoever asks: the reader of sessions, or a rule that acts as them. A function
// over a Reader; any thread.
#pragma once

#include <optional>
#include <string>

#include "community/members/member.h"
#include "community/visibility/viewer.h"

namespace parvis::community {

struct KnownViewer {
  Viewer viewer;
  Preferences preferences;
  std::string title;
};
// Nothing for a member who is not active.
std::optional<KnownViewer> viewer_of(store::Reader& reader, MemberId member, Instant at);

}  // namespace parvis::community
