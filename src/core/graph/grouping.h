// Nodes in groups, numbered so that the numbers mean something: by size, the largest first; of equal ones that with the
// smallest node first. A pure function.
#pragma once

#include "core/graph/graph.h"

namespace parvis::graph {

struct Grouping {
  std::vector<std::uint32_t> of;   // of each node
  std::vector<std::size_t> sizes;  // of each group
};

// From any numbers of groups below the number of nodes.
Grouping by_size(std::vector<std::uint32_t> of);

}  // namespace parvis::graph
