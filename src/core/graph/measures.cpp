#include "core/graph/measures.h"

#include <algorithm>
#include <numeric>

#include "core/graph/grouping.h"

namespace parvis::graph {
namespace {

// Each triangle is met once, at its node of the lowest rank, from which ties lead upwards only: the rows are then short
// even where some nodes know everybody (Schank and Wagner 2005, "forward").
class Triangles {
 public:
  explicit Triangles(const Rows& rows) : at_(rows.nodes(), 0) {
    std::vector<Node> order(rows.nodes());
    std::iota(order.begin(), order.end(), Node{0});
    std::ranges::stable_sort(order, {}, [&](Node node) { return rows.degree(node); });
    std::vector<std::uint32_t> rank(rows.nodes());
    for (std::uint32_t i = 0; i < order.size(); ++i) rank[order[i]] = i;
    std::vector<std::vector<Node>> up(rows.nodes());
    for (Node node = 0; node < rows.nodes(); ++node) {
      for (const auto other : rows.of(node)) {
        if (rank[other] > rank[node]) up[node].push_back(other);
      }
    }
    std::vector<Node> marked(rows.nodes(), static_cast<Node>(-1));
    for (Node node = 0; node < rows.nodes(); ++node) count_from(node, up, marked);
  }

  std::uint64_t all() const { return all_; }
  std::uint64_t at(Node node) const { return at_[node]; }

 private:
  void count_from(Node node, const std::vector<std::vector<Node>>& up, std::vector<Node>& marked) {
    for (const auto other : up[node]) marked[other] = node;
    for (const auto other : up[node]) {
      for (const auto third : up[other]) {
        if (marked[third] != node) continue;
        ++all_;
        ++at_[node], ++at_[other], ++at_[third];
      }
    }
  }

  std::vector<std::uint64_t> at_;
  std::uint64_t all_ = 0;
};

double pairs_of(std::size_t count) { return static_cast<double>(count) * (static_cast<double>(count) - 1) / 2; }

}  // namespace

double density(const Graph& graph) {
  return graph.nodes() < 2 ? 0 : static_cast<double>(graph.pairs()) / pairs_of(graph.nodes());
}

double reciprocity(const Graph& graph) {
  if (graph.directed_ties() == 0) return 0;
  // A pair tied both ways stands once without directions and twice with them.
  const auto answered = 2 * (graph.directed_ties() - graph.pairs());
  return static_cast<double>(answered) / static_cast<double>(graph.directed_ties());
}

Clustering clustering(const Graph& graph) {
  Clustering found;
  const auto& rows = graph.around();
  if (rows.nodes() == 0) return found;
  const Triangles triangles(rows);
  double meetings = 0;
  for (Node node = 0; node < rows.nodes(); ++node) {
    if (rows.degree(node) < 2) continue;
    const auto pairs = pairs_of(rows.degree(node));
    meetings += pairs;
    found.mean += static_cast<double>(triangles.at(node)) / pairs;
  }
  found.mean /= static_cast<double>(rows.nodes());
  found.triangles = triangles.all();
  found.transitivity = meetings > 0 ? 3 * static_cast<double>(found.triangles) / meetings : 0;
  return found;
}

Components components(const Graph& graph) {
  const auto& rows = graph.around();
  constexpr auto kNone = static_cast<std::uint32_t>(-1);
  std::vector<std::uint32_t> of(rows.nodes(), kNone);
  std::uint32_t pieces = 0;
  std::vector<Node> open;
  for (Node start = 0; start < rows.nodes(); ++start) {
    if (of[start] != kNone) continue;
    open.assign(1, start);
    of[start] = pieces;
    while (!open.empty()) {
      const auto node = open.back();
      open.pop_back();
      for (const auto other : rows.of(node)) {
        if (of[other] != kNone) continue;
        of[other] = pieces;
        open.push_back(other);
      }
    }
    ++pieces;
  }
  auto grouping = by_size(std::move(of));
  return {std::move(grouping.of), std::move(grouping.sizes)};
}

}  // namespace parvis::graph
