#include "core/graph/graph.h"

#include <algorithm>

namespace parvis::graph {
namespace {

// Sorted by from, then to; each pair once, no node tied to itself.
void settle(std::vector<Tie>& ties) {
  std::erase_if(ties, [](const Tie& tie) { return tie.from == tie.to; });
  std::ranges::sort(ties, [](const Tie& a, const Tie& b) { return a.from != b.from ? a.from < b.from : a.to < b.to; });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < ties.size(); ++i) {
    if (kept > 0 && ties[kept - 1].from == ties[i].from && ties[kept - 1].to == ties[i].to) {
      ties[kept - 1].weight += ties[i].weight;
    } else {
      ties[kept++] = ties[i];
    }
  }
  ties.resize(kept);
}

}  // namespace

Rows::Rows(std::size_t nodes, const std::vector<Tie>& ties) : begins_(nodes + 1, 0) {
  targets_.reserve(ties.size());
  weights_.reserve(ties.size());
  for (const auto& tie : ties) {
    ++begins_[tie.from + 1];
    targets_.push_back(tie.to);
    weights_.push_back(tie.weight);
  }
  for (std::size_t node = 0; node < nodes; ++node) begins_[node + 1] += begins_[node];
}

bool Rows::has(Node from, Node to) const { return std::ranges::binary_search(of(from), to); }

Graph::Graph(std::size_t nodes, std::vector<Tie> ties) : nodes_(nodes) {
  settle(ties);
  outward_ = Rows(nodes, ties);
  const auto directed = ties.size();
  ties.reserve(2 * directed);
  for (std::size_t i = 0; i < directed; ++i) ties.push_back({ties[i].to, ties[i].from, ties[i].weight});
  settle(ties);
  around_ = Rows(nodes, ties);
}

}  // namespace parvis::graph
