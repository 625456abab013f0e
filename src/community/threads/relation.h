// Relations between threads: one links to another, or asks the same as another.
#pragma once

#include <string>
#include <vector>

#include "community/threads/thread.h"

namespace parvis::community {

enum class RelationKind { linked = 1, duplicate_of = 3 };  // as in the Stack Exchange dump

// By who moderates the thread's space; the other must be readable. Nothing when it is so already.
void relate(store::Transaction& transaction, const Act& act, ThreadId thread, ThreadId other, RelationKind kind);
void unrelate(store::Transaction& transaction, const Act& act, ThreadId thread, ThreadId other, RelationKind kind);

struct RelatedThread {
  ThreadId id;
  SpaceId space;
  std::string title, slug;
  bool solved = false;
  RelationKind kind = RelationKind::linked;
};
inline constexpr int kMaxRelated = 30;  // kept for a page; it shows the first ones the viewer may read
// In both directions, the duplicates first, then the latest. Not restricted to what anybody may read: pass it through
// `only_related_readable` before showing it.
std::vector<RelatedThread> related_threads(store::Reader& reader, ThreadId thread);
std::vector<RelatedThread> only_related_readable(const std::vector<RelatedThread>& related, const Viewer& viewer,
                                                 const SpaceList& spaces, std::size_t limit = 8);

}  // namespace parvis::community
