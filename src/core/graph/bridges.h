// Who holds a graph together, directions aside.
#pragma once

#include "core/graph/graph.h"

namespace parvis::graph {

// For each node, whether taking it away would leave others without a way to each other (an articulation point;
// Hopcroft and Tarjan 1973). Exact, in one walk.
std::vector<bool> articulations(const Graph& graph);

// For each node, the share of shortest ways between two others that lead over it, 0 to 1 (betweenness; U. Brandes,
// "A faster algorithm for betweenness centrality", 2001). From `samples` nodes drawn from the seed (Brandes and Pich
// 2007); from all nodes, and then exact, when there are no more than that.
std::vector<double> betweenness(const Graph& graph, std::size_t samples, std::uint64_t seed);

}  // namespace parvis::graph
