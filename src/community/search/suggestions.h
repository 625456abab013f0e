// What to look for while one types, and threads like the one being written. Only what the viewer may read. Reading
// only; any thread.
#pragma once

#include <string_view>
#include <vector>

#include "community/members/member.h"
#include "community/threads/tag.h"
#include "community/threads/thread_lists.h"

namespace parvis::community {

struct Suggestions {
  std::vector<ThreadRow> threads;
  std::vector<Tag> tags;
  std::vector<MemberFace> members;  // only for members
};
Suggestions suggest(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces, std::string_view typed);

// Threads whose title is close to this one: shown while a title is typed, and beside a thread.
std::vector<ThreadRow> similar_threads(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                                       std::string_view title, ThreadId except = {}, int limit = 5);

}  // namespace parvis::community
