#include "core/graph/bridges.h"

#include <algorithm>
#include <numeric>

#include "core/graph/draw.h"

namespace parvis::graph {
namespace {

constexpr auto kUnseen = static_cast<std::uint32_t>(-1);

// A walk in depth with a stack of its own: a community may be one long chain.
class Walk {
 public:
  explicit Walk(const Rows& rows)
      : rows_(rows), seen_(rows.nodes(), kUnseen), low_(rows.nodes()), holds_(rows.nodes(), false) {
    for (Node node = 0; node < rows.nodes(); ++node) {
      if (seen_[node] == kUnseen) from(node);
    }
  }
  std::vector<bool> holds() && { return std::move(holds_); }

 private:
  struct Place {
    Node node, parent;
    std::size_t next = 0;
  };

  void from(Node root) {
    std::size_t children = 0;
    enter(root, root);
    while (!stack_.empty()) {
      auto& place = stack_.back();
      const auto others = rows_.of(place.node);
      if (place.next == others.size()) {
        leave(root);
        continue;
      }
      const auto other = others[place.next++];
      if (seen_[other] == kUnseen) {
        if (place.node == root) ++children;
        enter(other, place.node);
      } else if (other != place.parent) {
        low_[place.node] = std::min(low_[place.node], seen_[other]);
      }
    }
    holds_[root] = children > 1;
  }

  void enter(Node node, Node parent) {
    seen_[node] = low_[node] = time_++;
    stack_.push_back({node, parent});
  }

  void leave(Node root) {
    const auto [node, parent, next] = stack_.back();
    stack_.pop_back();
    if (node == root) return;
    low_[parent] = std::min(low_[parent], low_[node]);
    if (parent != root && low_[node] >= seen_[parent]) holds_[parent] = true;
  }

  const Rows& rows_;
  std::vector<std::uint32_t> seen_, low_;
  std::vector<bool> holds_;
  std::vector<Place> stack_;
  std::uint32_t time_ = 0;
};

class ShortestWays {
 public:
  explicit ShortestWays(const Rows& rows)
      : rows_(rows), distance_(rows.nodes()), ways_(rows.nodes()), owed_(rows.nodes()) {}

  void add_from(Node source, std::vector<double>& share) {
    std::ranges::fill(distance_, kUnseen);
    std::ranges::fill(ways_, 0.0);
    std::ranges::fill(owed_, 0.0);
    reached_.assign(1, source);
    distance_[source] = 0;
    ways_[source] = 1;
    for (std::size_t next = 0; next < reached_.size(); ++next) spread(reached_[next]);
    for (auto next = reached_.size(); next-- > 1;) {
      const auto node = reached_[next];
      collect(node);
      share[node] += owed_[node];
    }
  }

 private:
  void spread(Node node) {
    for (const auto other : rows_.of(node)) {
      if (distance_[other] == kUnseen) {
        distance_[other] = distance_[node] + 1;
        reached_.push_back(other);
      }
      if (distance_[other] == distance_[node] + 1) ways_[other] += ways_[node];
    }
  }

  void collect(Node node) {
    for (const auto other : rows_.of(node)) {
      if (distance_[other] + 1 == distance_[node]) owed_[other] += ways_[other] / ways_[node] * (1 + owed_[node]);
    }
  }

  const Rows& rows_;
  std::vector<std::uint32_t> distance_;
  std::vector<double> ways_, owed_;
  std::vector<Node> reached_;
};

}  // namespace

std::vector<bool> articulations(const Graph& graph) { return Walk(graph.around()).holds(); }

std::vector<double> betweenness(const Graph& graph, std::size_t samples, std::uint64_t seed) {
  const auto nodes = graph.nodes();
  std::vector<double> share(nodes, 0);
  if (nodes < 3) return share;
  std::vector<Node> sources(nodes);
  std::iota(sources.begin(), sources.end(), Node{0});
  if (samples < nodes) {
    Draw(seed).shuffle(sources);
    sources.resize(samples);
  }
  if (sources.empty()) return share;
  ShortestWays ways(graph.around());
  for (const auto source : sources) ways.add_from(source, share);
  const auto pairs = static_cast<double>(nodes - 1) * static_cast<double>(nodes - 2);
  const auto scale = static_cast<double>(nodes) / static_cast<double>(sources.size()) / pairs;
  for (auto& value : share) value *= scale;
  return share;
}

}  // namespace parvis::graph
