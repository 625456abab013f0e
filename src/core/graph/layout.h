// Places for a graph's nodes on a sheet, so that who is tied stands near: springs and repulsion after T. Fruchterman
// and E. Reingold, "Graph drawing by force-directed placement" (1991), begun on a spiral and without chance, so that
// the same graph looks the same each time. For some hundred nodes: it takes the square of them.
#pragma once

#include "core/graph/graph.h"

namespace parvis::graph {

struct Place {
  double x = 0, y = 0;  // 0 to 1 each
  bool operator==(const Place&) const = default;
};

std::vector<Place> layout(const Graph& graph);

}  // namespace parvis::graph
