// What members and the community have written, as a viewer may count it: what lies in spaces they do not read is taken
// out, so that no number on a page moves with what is hidden. Members' counters are of all spaces; what is hidden is
// counted anew, from the side that is smaller, the hidden spaces or the members asked for. Nothing is counted for who
// reads every space. Functions over a Reader.
#pragma once

#include <vector>

#include "community/members/member.h"
#include "community/spaces/space.h"
#include "community/visibility/viewer.h"
#include "core/store/store.h"

namespace parvis::community {

bool reads_every_space(const Viewer& viewer, const SpaceList& spaces);

void leave_readable_counts(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces, Member& member);
void leave_readable_counts(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                           std::vector<MemberLine>& lines);

// Threads and posts of the spaces this viewer reads.
SpaceFigures readable_figures(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces);

}  // namespace parvis::community
