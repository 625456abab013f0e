// Which threads a search may take: those that the viewer may read and that its limits leave in, as they are now, each
// asked for once. One search, one thread.
#pragma once

#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "community/search/search_index.h"
#include "community/search/search_limits.h"

namespace parvis::community {

class WantedThreads {
 public:
  WantedThreads(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces, const SearchLimits& limits)
      : reader_(reader), viewer_(viewer), spaces_(spaces), limits_(limits) {}

  // The thread of this match; nothing when it is deleted, when the viewer may not read it or the limits leave it out.
  const std::optional<ThreadFacts>& find(const Match& match);

 private:
  bool is_wanted(ThreadId id, const ThreadFacts& facts);
  bool has_the_tag(ThreadId id);

  store::Reader& reader_;
  const Viewer& viewer_;
  const SpaceList& spaces_;
  const SearchLimits& limits_;
  std::unordered_map<ThreadId, std::optional<ThreadFacts>> found_;
  std::optional<std::unordered_set<ThreadId>> tagged_;  // the latest with the tag asked for
};

}  // namespace parvis::community
