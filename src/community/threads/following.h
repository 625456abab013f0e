// What a member follows, as their own page shows it. Threads are a list of their own (thread_lists.h). Reading only.
#pragma once

#include <vector>

#include "community/members/member.h"
#include "community/threads/tag.h"
#include "community/visibility/viewer.h"

namespace parvis::community {

inline constexpr int kMaxFollowedShown = 500;  // of each kind; nobody has been seen to follow more

struct Following {
  std::vector<const Space*> spaces;  // of the list given
  std::vector<Tag> tags;             // by name; without descriptions and counts
  std::vector<MemberFace> members;   // by name
  bool empty() const { return spaces.empty() && tags.empty() && members.empty(); }
};
// Of the viewer, a member; without what they may no longer read.
Following following_of(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces);

}  // namespace parvis::community
