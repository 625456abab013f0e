// Figures of a whole graph, by their usual definitions. Pure functions; a million ties take about a second. Formulas:
// M. Newman, "Networks" (2nd edition), chapters 6 and 7; mean clustering is that of Watts and Strogatz (1998), in which
// a node with fewer than two neighbours counts as 0.
#pragma once

#include "core/graph/graph.h"

namespace parvis::graph {

// Pairs that are tied, of all pairs there could be: 0 to 1. Zero for fewer than two nodes.
double density(const Graph& graph);
// Ties that are answered by one the other way, of all ties: 0 to 1.
double reciprocity(const Graph& graph);

struct Clustering {
  double mean = 0;          // over nodes: how many of one's neighbours' pairs are tied
  double transitivity = 0;  // three times the triangles, of all pairs of ties that meet in a node
  std::uint64_t triangles = 0;
};
Clustering clustering(const Graph& graph);  // without directions

// Which piece each node is in, when directions do not count. Pieces are numbered by size, the largest first; of equal
// ones that with the smallest node first.
struct Components {
  std::vector<std::uint32_t> of;
  std::vector<std::size_t> sizes;
  std::size_t largest() const { return sizes.empty() ? 0 : sizes.front(); }
};
Components components(const Graph& graph);

}  // namespace parvis::graph
