#include "core/graph/graph.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <set>

#include "core/graph/bridges.h"
#include "core/graph/draw.h"
#include "core/graph/layout.h"
#include "core/graph/louvain.h"
#include "core/graph/measures.h"

namespace parvis::graph {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;

std::vector<Tie> random_ties(Draw& draw, std::size_t nodes, std::size_t ties) {
  std::vector<Tie> all;
  for (std::size_t i = 0; i < ties; ++i) {
    all.push_back({static_cast<Node>(draw.below(nodes)), static_cast<Node>(draw.below(nodes)),
                   static_cast<double>(1 + draw.below(3))});
  }
  return all;
}

// The same by the definitions, looking at every pair and every three.
struct ByDefinition {
  std::size_t nodes;
  std::vector<std::vector<bool>> to;

  explicit ByDefinition(std::size_t count, const std::vector<Tie>& ties)
      : nodes(count), to(count, std::vector<bool>(count, false)) {
    for (const auto& tie : ties) {
      if (tie.from != tie.to) to[tie.from][tie.to] = true;
    }
  }
  bool tied(std::size_t a, std::size_t b) const { return to[a][b] || to[b][a]; }

  double density() const {
    double pairs = 0;
    for (std::size_t a = 0; a < nodes; ++a) {
      for (auto b = a + 1; b < nodes; ++b) pairs += tied(a, b);
    }
    return pairs / (static_cast<double>(nodes) * static_cast<double>(nodes - 1) / 2);
  }

  double reciprocity() const {
    double ties = 0, answered = 0;
    for (std::size_t a = 0; a < nodes; ++a) {
      for (std::size_t b = 0; b < nodes; ++b) ties += to[a][b], answered += to[a][b] && to[b][a];
    }
    return ties > 0 ? answered / ties : 0;
  }

  Clustering clustering() const {
    Clustering found;
    double meetings = 0, closed = 0;
    for (std::size_t at = 0; at < nodes; ++at) {
      double here = 0, closed_here = 0;
      for (std::size_t a = 0; a < nodes; ++a) {
        for (auto b = a + 1; b < nodes; ++b) {
          if (a == at || b == at || !tied(at, a) || !tied(at, b)) continue;
          ++here;
          closed_here += tied(a, b);
        }
      }
      if (here > 0) found.mean += closed_here / here;
      meetings += here, closed += closed_here;
    }
    found.mean /= static_cast<double>(nodes);
    found.transitivity = meetings > 0 ? closed / meetings : 0;
    found.triangles = static_cast<std::uint64_t>(closed / 3);
    return found;
  }

  // How many pieces the others are in when `without` is taken away.
  std::size_t pieces(std::size_t without) const {
    std::vector<bool> seen(nodes, false);
    std::size_t count = 0;
    for (std::size_t start = 0; start < nodes; ++start) {
      if (start == without || seen[start]) continue;
      ++count;
      std::vector<std::size_t> open{start};
      seen[start] = true;
      while (!open.empty()) {
        const auto at = open.back();
        open.pop_back();
        for (std::size_t other = 0; other < nodes; ++other) {
          if (other == without || seen[other] || !tied(at, other)) continue;
          seen[other] = true;
          open.push_back(other);
        }
      }
    }
    return count;
  }
};

TEST(Graph, KeepsEachTieOnceWithItsWholeWeightAndNoneToItself) {
  const Graph graph(3, {{0, 1, 2}, {0, 1, 3}, {1, 0, 1}, {2, 2, 9}});
  EXPECT_EQ(graph.directed_ties(), 2u);
  EXPECT_EQ(graph.pairs(), 1u);
  EXPECT_THAT(graph.outward().weights(0), ElementsAre(5.0));
  EXPECT_THAT(graph.around().weights(1), ElementsAre(6.0));
  EXPECT_EQ(graph.around().degree(2), 0u);
}

TEST(Graph, HasNoFiguresToFearWhenItIsEmpty) {
  for (const std::size_t nodes : {0u, 1u, 2u}) {
    const Graph graph(nodes, {});
    EXPECT_EQ(density(graph), 0);
    EXPECT_EQ(reciprocity(graph), 0);
    EXPECT_EQ(clustering(graph).mean, 0);
    EXPECT_EQ(components(graph).sizes.size(), nodes);
    EXPECT_EQ(louvain(graph).sizes.size(), nodes);
    EXPECT_EQ(betweenness(graph, 10, 1), std::vector<double>(nodes, 0));
    EXPECT_EQ(layout(graph).size(), nodes);
  }
}

TEST(Graph, EqualsTheDefinitionsOnSmallOnes) {
  Draw draw(7);
  for (int round = 0; round < 60; ++round) {
    const auto nodes = 3 + draw.below(14);
    const auto ties = random_ties(draw, nodes, draw.below(4 * nodes));
    const Graph graph(nodes, ties);
    const ByDefinition slow(nodes, ties);
    EXPECT_DOUBLE_EQ(density(graph), slow.density());
    EXPECT_DOUBLE_EQ(reciprocity(graph), slow.reciprocity());
    const auto found = clustering(graph), expected = slow.clustering();
    EXPECT_NEAR(found.mean, expected.mean, 1e-12);
    EXPECT_NEAR(found.transitivity, expected.transitivity, 1e-12);
    EXPECT_EQ(found.triangles, expected.triangles);
    EXPECT_EQ(components(graph).sizes.size(), slow.pieces(nodes));
    const auto holds = articulations(graph);
    for (std::size_t node = 0; node < nodes; ++node) {
      const bool alone = graph.around().degree(static_cast<Node>(node)) == 0;
      EXPECT_EQ(holds[node], !alone && slow.pieces(node) > slow.pieces(nodes)) << node << " in round " << round;
    }
  }
}

TEST(Graph, GivesTheSameFiguresUnderOtherNumbers) {
  Draw draw(11);
  for (int round = 0; round < 20; ++round) {
    const auto nodes = 5 + draw.below(40);
    auto ties = random_ties(draw, nodes, 3 * nodes);
    std::vector<Node> name(nodes);
    std::iota(name.begin(), name.end(), Node{0});
    draw.shuffle(name);
    auto renamed = ties;
    for (auto& tie : renamed) tie = {name[tie.from], name[tie.to], tie.weight};
    const Graph graph(nodes, ties), other(nodes, renamed);
    EXPECT_DOUBLE_EQ(density(graph), density(other));
    EXPECT_DOUBLE_EQ(reciprocity(graph), reciprocity(other));
    EXPECT_NEAR(clustering(graph).mean, clustering(other).mean, 1e-12);
    EXPECT_EQ(clustering(graph).triangles, clustering(other).triangles);
    EXPECT_EQ(components(graph).sizes, components(other).sizes);
    const auto here = betweenness(graph, nodes, 1), there = betweenness(other, nodes, 1);
    for (std::size_t node = 0; node < nodes; ++node) EXPECT_THAT(there[name[node]], DoubleNear(here[node], 1e-9));
  }
}

TEST(Betweenness, IsWhatItIsInAChainAndAStar) {
  const Graph chain(4, {{0, 1}, {1, 2}, {2, 3}});
  EXPECT_THAT(betweenness(chain, 9, 1), ElementsAre(0, DoubleNear(2.0 / 3, 1e-12), DoubleNear(2.0 / 3, 1e-12), 0));
  const Graph star(5, {{0, 1}, {2, 0}, {0, 3}, {4, 0}});
  EXPECT_THAT(betweenness(star, 9, 1), ElementsAre(DoubleNear(1, 1e-12), 0, 0, 0, 0));
}

TEST(Louvain, FindsCliquesThatOneTieJoinsAndIsTheSameEachTime) {
  std::vector<Tie> ties;
  for (Node group = 0; group < 4; ++group) {
    for (Node a = 0; a < 6; ++a) {
      for (Node b = a + 1; b < 6; ++b) ties.push_back({group * 6 + a, group * 6 + b});
    }
    ties.push_back({group * 6, (group + 1) % 4 * 6});
  }
  const Graph graph(24, ties);
  const auto found = louvain(graph);
  EXPECT_THAT(found.sizes, ElementsAre(6, 6, 6, 6));
  for (Node node = 0; node < 24; ++node) EXPECT_EQ(found.of[node], found.of[node / 6 * 6]);
  EXPECT_EQ(louvain(graph).of, found.of);
  EXPECT_GT(modularity(graph, found.of), 0.6);
}

TEST(Louvain, NeverDoesWorseThanLeavingEachAloneOrAllTogether) {
  Draw draw(3);
  for (int round = 0; round < 30; ++round) {
    const auto nodes = 4 + draw.below(60);
    const Graph graph(nodes, random_ties(draw, nodes, 2 * nodes));
    std::vector<std::uint32_t> alone(nodes);
    std::iota(alone.begin(), alone.end(), 0u);
    const auto found = modularity(graph, louvain(graph, round).of);
    EXPECT_GE(found, modularity(graph, alone) - 1e-9);
    EXPECT_GE(found, -1e-9);
  }
}

TEST(Layout, StaysOnTheSheetApartAndTheSame) {
  Draw draw(5);
  const Graph graph(80, random_ties(draw, 80, 160));
  const auto places = layout(graph);
  EXPECT_EQ(layout(graph), places);
  std::set<std::pair<double, double>> apart;
  for (const auto& [x, y] : places) {
    EXPECT_TRUE(x >= 0 && x <= 1 && y >= 0 && y <= 1) << x << " " << y;
    apart.emplace(x, y);
  }
  EXPECT_EQ(apart.size(), places.size());
}

TEST(Layout, LeavesTheOthersTheSheetWhenSomebodyIsTiedToNobody) {
  for (const std::size_t others : {12, 62, 150}) {
    Draw draw(3);
    const Graph graph(others + 1, random_ties(draw, others, 10 * others));  // the last node has no tie
    auto places = layout(graph);
    places.pop_back();
    const auto [left, right] = std::ranges::minmax_element(places, {}, &Place::x);
    const auto [top, bottom] = std::ranges::minmax_element(places, {}, &Place::y);
    EXPECT_GT((right->x - left->x) * (bottom->y - top->y), 0.3) << others;
  }
}

}  // namespace
}  // namespace parvis::graph
