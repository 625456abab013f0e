// What a question is limited by, from names as people type them to what they name, for this viewer: a space, tag or
// member they may not know of is unknown to them. Reading only; any thread.
#pragma once

#include <optional>
#include <vector>

#include "community/search/search_query.h"
#include "community/visibility/viewer.h"
#include "core/store/store.h"

namespace parvis::community {

struct SearchLimits {
  SpaceId space;
  MemberId author;
  TagId tag;
  std::optional<Instant> after, before;
  std::optional<bool> solved;
  std::vector<LimitKind> unknown;  // names of nothing, and values that could not be read

  bool allow(Instant at) const { return (!after || at >= *after) && (!before || at < *before); }
};
SearchLimits find_limits(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                         const SearchQuery& query);

}  // namespace parvis::community
