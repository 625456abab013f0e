#include "community/health/network_survey.h"

#include <algorithm>
#include <numeric>

#include "core/graph/bridges.h"
#include "core/graph/louvain.h"
#include "core/graph/measures.h"

namespace parvis::community::health {
namespace {

constexpr std::size_t kDrawn = 100;  // members of the picture: more is a cloud
constexpr std::size_t kLines = 320;

graph::Node node_of(const std::vector<MemberId>& names, MemberId member) {
  return static_cast<graph::Node>(std::ranges::lower_bound(names, member) - names.begin());
}

// In order, each but once.
void sort_once(std::vector<MemberId>& members) {
  std::ranges::sort(members);
  members.erase(std::unique(members.begin(), members.end()), members.end());
}

}  // namespace

void NetworkSurvey::add(const TieOfDay& tie) {
  const bool from_staff = staff_.contains(tie.from), to_staff = staff_.contains(tie.to);
  if (const auto period = period_of(tie.day, today_)) {
    const auto level = level_of(from_staff, to_staff);
    levels_[*period].acts[static_cast<std::size_t>(level)] += tie.acts;
  }
  for (std::size_t moment = 0; moment < kMoments.size(); ++moment) {
    const auto today = today_ - kMoments[moment];
    if (tie.day > today || tie.day <= today - kYearBack) continue;
    if (!from_staff && !to_staff && tie.day > today - kPeriod) moments_[moment].exchange += tie.acts;
    if (pairs_.empty() || pairs_.back().from != tie.from || pairs_.back().to != tie.to) {
      pairs_.push_back({tie.from, tie.to});
    }
    pairs_.back().acts[moment] += tie.acts;
  }
}

graph::Graph NetworkSurvey::graph_of(std::size_t moment, std::vector<MemberId>& names) const {
  for (const auto& pair : pairs_) {
    if (pair.acts[moment] > 0) names.push_back(pair.from), names.push_back(pair.to);
  }
  sort_once(names);
  std::vector<graph::Tie> ties;
  for (const auto& pair : pairs_) {
    if (pair.acts[moment] == 0) continue;
    ties.push_back({node_of(names, pair.from), node_of(names, pair.to), static_cast<double>(pair.acts[moment])});
  }
  return {names.size(), std::move(ties)};
}

void NetworkSurvey::count() {
  for (std::size_t moment = 0; moment < kMoments.size(); ++moment) {
    std::vector<MemberId> names;
    const auto graph = graph_of(moment, names);
    auto& figures = moments_[moment];
    figures.members = names.size();
    if (names.empty()) continue;
    figures.density = graph::density(graph);
    figures.reciprocity = graph::reciprocity(graph);
    const auto clustering = graph::clustering(graph);
    figures.clustering = clustering.mean;
    figures.transitivity = clustering.transitivity;
    figures.largest_piece = static_cast<double>(graph::components(graph).largest()) / static_cast<double>(names.size());
    for (const auto& pair : pairs_) {
      if (pair.acts[moment] > 0) turned_to_[moment].push_back(pair.to);
    }
    sort_once(turned_to_[moment]);
    count_groups(graph, names, moment);
    if (moment == 0) draw(graph, names);
  }
}

void NetworkSurvey::count_groups(const graph::Graph& graph, const std::vector<MemberId>& names, std::size_t moment) {
  const auto groups = graph::louvain(graph);
  const auto holds = graph::articulations(graph);
  auto& figures = moments_[moment];
  for (const auto size : groups.sizes) {
    figures.quarters += size >= kSmallestQuarter;
    figures.large_quarters += size > kLargeQuarter;
  }
  figures.bridges = std::ranges::count(holds, true);
  if (moment == 0) know_members(graph, names, groups, holds);
}

void NetworkSurvey::know_members(const graph::Graph& graph, const std::vector<MemberId>& names,
                                 const graph::Grouping& groups, const std::vector<bool>& holds) {
  const auto reach = graph::betweenness(graph, kSampledForReach, graph::kLouvainSeed);
  for (const auto size : groups.sizes) {
    if (size >= kSmallestQuarter) quarters_.push_back(size);
  }
  for (graph::Node node = 0; node < names.size(); ++node) {
    const auto group = groups.of[node];
    members_[names[node]] = {.quarter = group < quarters_.size() ? group + 1 : 0,
                             .partners = static_cast<std::int64_t>(graph.around().degree(node)),
                             .holds = holds[node],
                             .reach = reach[node]};
  }
}

// Those with the most partners, and the strongest lines between them.
void NetworkSurvey::draw(const graph::Graph& graph, const std::vector<MemberId>& names) {
  std::vector<graph::Node> chosen(graph.nodes());
  std::iota(chosen.begin(), chosen.end(), graph::Node{0});
  std::ranges::stable_sort(chosen, std::ranges::greater{}, [&](auto node) { return graph.around().degree(node); });
  if (chosen.size() > kDrawn) chosen.resize(kDrawn);
  std::ranges::sort(chosen);
  std::vector<graph::Tie> ties;
  for (graph::Node i = 0; i < chosen.size(); ++i) {
    const auto others = graph.around().of(chosen[i]);
    const auto weights = graph.around().weights(chosen[i]);
    for (std::size_t at = 0; at < others.size(); ++at) {
      const auto found = std::ranges::lower_bound(chosen, others[at]);
      if (found == chosen.end() || *found != others[at] || others[at] < chosen[i]) continue;
      ties.push_back({i, static_cast<graph::Node>(found - chosen.begin()), weights[at]});
    }
  }
  std::ranges::stable_sort(ties, std::ranges::greater{}, &graph::Tie::weight);
  if (ties.size() > kLines) ties.resize(kLines);
  for (const auto& tie : ties) {
    lines_.push_back({names[chosen[tie.from]], names[chosen[tie.to]], static_cast<std::int64_t>(tie.weight)});
  }
  const auto places = graph::layout(graph::Graph(chosen.size(), std::move(ties)));
  for (std::size_t i = 0; i < chosen.size(); ++i) drawn_.push_back({names[chosen[i]], places[i]});
}

bool NetworkSurvey::was_turned_to(std::size_t moment, MemberId member) const {
  return std::ranges::binary_search(turned_to_[moment], member);
}

}  // namespace parvis::community::health
