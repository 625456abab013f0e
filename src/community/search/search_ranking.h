// The order of results: threads, each by its best post. Pure.
#pragma once

#include <vector>

#include "community/search/search_candidates.h"

namespace parvis::community {

// A thread among the results.
struct Ranked {
  Hit best;  // in the order of dates: the latest
  double score = 0;
  std::int64_t others = 0;  // of its posts that match too
};

std::vector<Ranked> rank(const std::vector<Hit>& hits, SearchOrder order, Instant at);

}  // namespace parvis::community
