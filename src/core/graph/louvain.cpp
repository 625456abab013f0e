#include "core/graph/louvain.h"

#include <algorithm>
#include <numeric>

#include "core/graph/draw.h"

namespace parvis::graph {
namespace {

constexpr double kGain = 1e-9;   // of modularity: less is rounding
constexpr int kMostRounds = 32;  // over all nodes of a level; a handful is usual

// One level: nodes that are groups of the level below, ties between them, and what is tied within each.
struct Level {
  Rows rows;
  std::vector<double> within;  // twice the weight inside a node
  std::size_t nodes() const { return within.size(); }
};

class Sharing {
 public:
  Sharing(const Level& level, Draw& draw) : level_(level), group_(level.nodes()), weight_(level.nodes()) {
    std::iota(group_.begin(), group_.end(), std::uint32_t{0});
    for (Node node = 0; node < level.nodes(); ++node) {
      const auto weights = level.rows.weights(node);
      weight_[node] = std::accumulate(weights.begin(), weights.end(), level.within[node]);
    }
    total_ = weight_;
    all_ = std::accumulate(weight_.begin(), weight_.end(), 0.0);
    order_.resize(level.nodes());
    std::iota(order_.begin(), order_.end(), Node{0});
    draw.shuffle(order_);
  }

  // Moves nodes to where they add most, until none moves. Whether any did.
  bool run() {
    bool any = false;
    for (int round = 0; round < kMostRounds && move_all(); ++round) any = true;
    return any;
  }
  std::vector<std::uint32_t> groups() && { return std::move(group_); }

 private:
  bool move_all() {
    std::vector<double> toward(level_.nodes(), 0);
    std::vector<std::uint32_t> near;
    bool moved = false;
    for (const auto node : order_) moved |= move(node, toward, near);
    return moved;
  }

  bool move(Node node, std::vector<double>& toward, std::vector<std::uint32_t>& near) {
    const auto old = group_[node];
    near.assign(1, old);
    const auto others = level_.rows.of(node);
    const auto weights = level_.rows.weights(node);
    for (std::size_t i = 0; i < others.size(); ++i) {
      const auto group = group_[others[i]];
      if (toward[group] == 0 && group != old) near.push_back(group);
      toward[group] += weights[i];
    }
    total_[old] -= weight_[node];
    auto best = old;
    auto best_gain = gain(node, old, toward);
    for (const auto group : near) {
      const auto here = gain(node, group, toward);
      if (here > best_gain + kGain) best = group, best_gain = here;
    }
    total_[best] += weight_[node];
    for (const auto group : near) toward[group] = 0;
    group_[node] = best;
    return best != old;
  }

  double gain(Node node, std::uint32_t group, const std::vector<double>& toward) const {
    return (toward[group] - total_[group] * weight_[node] / all_) / all_;
  }

  const Level& level_;
  std::vector<std::uint32_t> group_;
  std::vector<double> weight_, total_;
  double all_ = 0;
  std::vector<Node> order_;
};

Level above(const Level& level, const Grouping& grouping) {
  Level next;
  next.within.assign(grouping.sizes.size(), 0);
  std::vector<Tie> ties;
  for (Node node = 0; node < level.nodes(); ++node) {
    const auto group = grouping.of[node];
    next.within[group] += level.within[node];
    const auto others = level.rows.of(node);
    const auto weights = level.rows.weights(node);
    for (std::size_t i = 0; i < others.size(); ++i) {
      const auto other = grouping.of[others[i]];
      if (other == group) {
        next.within[group] += weights[i];
      } else if (group < other) {
        ties.push_back({group, other, weights[i]});
      }
    }
  }
  next.rows = Graph(next.within.size(), std::move(ties)).around();
  return next;
}

}  // namespace

Grouping louvain(const Graph& graph, std::uint64_t seed) {
  Draw draw(seed);
  std::vector<std::uint32_t> groups(graph.nodes());
  std::iota(groups.begin(), groups.end(), std::uint32_t{0});
  if (graph.pairs() == 0) return by_size(std::move(groups));
  Level level{graph.around(), std::vector<double>(graph.nodes(), 0)};
  for (;;) {
    Sharing sharing(level, draw);
    if (!sharing.run()) return by_size(std::move(groups));
    const auto grouping = by_size(std::move(sharing).groups());
    for (auto& group : groups) group = grouping.of[group];
    level = above(level, grouping);
  }
}

double modularity(const Graph& graph, const std::vector<std::uint32_t>& groups) {
  const auto& rows = graph.around();
  std::vector<double> total(graph.nodes(), 0);
  double all = 0, within = 0;
  for (Node node = 0; node < graph.nodes(); ++node) {
    const auto others = rows.of(node);
    const auto weights = rows.weights(node);
    for (std::size_t i = 0; i < others.size(); ++i) {
      all += weights[i];
      total[groups[node]] += weights[i];
      if (groups[others[i]] == groups[node]) within += weights[i];
    }
  }
  if (all == 0) return 0;
  double by_chance = 0;
  for (const auto weight : total) by_chance += (weight / all) * (weight / all);
  return within / all - by_chance;
}

}  // namespace parvis::graph
