// Sub-communities by the Louvain method: V. Blondel, J.-L. Guillaume, R. Lambiotte, E. Lefebvre, "Fast unfolding of
// communities in large networks" (2008), over the graph without directions, with its weights. The order in which nodes
// are looked at is drawn from a seed by a generator of our own, so that the same graph and seed give the same
// sub-communities on every machine.
#pragma once

#include "core/graph/grouping.h"

namespace parvis::graph {

inline constexpr std::uint64_t kLouvainSeed = 20'081'009;  // any fixed number; stated so that others can repeat it

Grouping louvain(const Graph& graph, std::uint64_t seed = kLouvainSeed);

// How much more is tied within groups than chance would tie (Newman and Girvan 2004): below 1; 0 for all in one.
double modularity(const Graph& graph, const std::vector<std::uint32_t>& groups);

}  // namespace parvis::graph
