// The addresses that members handed on and by which others came in the days of a count, most visits first: their
// visits are those that the figure of health sums. A pure reading.
#pragma once

#include <vector>

#include "community/health/health_lists.h"

namespace parvis::community::health {

// Of the days after `from` up to `to`, after a place of visits and address; at most a page and one.
std::vector<ListedShare> visited_shares(store::Reader& reader, KeyPlace before, std::int64_t from, std::int64_t to);

}  // namespace parvis::community::health
