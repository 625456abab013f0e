// Directed, weighted graphs in compressed rows, and their form without directions. Nodes are numbers from 0 on; what
// they stand for is the caller's. A graph is built once and then only read, from any thread. A tie from a node to
// itself is left out, and ties said twice are one with the sum of their weights.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace parvis::graph {

using Node = std::uint32_t;

struct Tie {
  Node from = 0, to = 0;
  double weight = 1;
  bool operator==(const Tie&) const = default;
};

// Rows of neighbours: those of a node stand together, in rising order.
class Rows {
 public:
  Rows() = default;
  // Ties sorted by from, then to, each pair once.
  Rows(std::size_t nodes, const std::vector<Tie>& ties);

  std::size_t nodes() const { return begins_.empty() ? 0 : begins_.size() - 1; }
  std::size_t entries() const { return targets_.size(); }
  std::size_t degree(Node node) const { return begins_[node + 1] - begins_[node]; }
  std::span<const Node> of(Node node) const { return {targets_.data() + begins_[node], degree(node)}; }
  std::span<const double> weights(Node node) const { return {weights_.data() + begins_[node], degree(node)}; }
  bool has(Node from, Node to) const;

 private:
  std::vector<std::size_t> begins_;
  std::vector<Node> targets_;
  std::vector<double> weights_;
};

class Graph {
 public:
  // Ties name nodes below `nodes`.
  Graph(std::size_t nodes, std::vector<Tie> ties);

  std::size_t nodes() const { return nodes_; }
  const Rows& outward() const { return outward_; }
  // Each pair that is tied, either way: in the rows of both, with the weights of both ways.
  const Rows& around() const { return around_; }
  std::size_t directed_ties() const { return outward_.entries(); }
  std::size_t pairs() const { return around_.entries() / 2; }

 private:
  std::size_t nodes_;
  Rows outward_, around_;
};

}  // namespace parvis::graph
