// Who turned to whom, member to member and over time, and the network that this makes. Given tie after tie in the order
// of their pairs, then counted once, then read.
#pragma once

#include <array>
#include <map>
#include <set>
#include <vector>

#include "community/health/answer_survey.h"
#include "core/graph/graph.h"
#include "core/graph/grouping.h"
#include "core/graph/layout.h"

namespace parvis::community::health {

inline constexpr std::size_t kLargeQuarter = 140;  // above it a group becomes an anonymous mass
inline constexpr std::size_t kSmallestQuarter = 3;
inline constexpr std::size_t kSampledForReach = 64;  // members from whom shortest ways are followed

struct TieOfDay {
  MemberId from, to;
  std::int64_t day = 0, acts = 0;
};

struct NetworkFigures {
  std::size_t members = 0;
  std::optional<double> density, reciprocity, clustering, transitivity, largest_piece;
  std::int64_t exchange = 0;  // acts between members, the brand's people left out, of 28 days
  std::int64_t quarters = 0, large_quarters = 0, bridges = 0;
};

struct MemberInNetwork {
  std::int64_t quarter = 0;  // from 1 on, the largest first; 0: of none that is large enough
  std::int64_t partners = 0;
  bool holds = false;
  double reach = 0;
};

struct DrawnMember {
  MemberId member;
  graph::Place place;
};
struct DrawnLine {
  MemberId member, other;
  std::int64_t acts = 0;
};

class NetworkSurvey {
 public:
  NetworkSurvey(std::int64_t today, const std::set<MemberId>& staff) : today_(today), staff_(staff) {}

  void add(const TieOfDay& tie);
  void count();

  const NetworkFigures& at(std::size_t moment) const { return moments_[moment]; }
  const std::array<LevelActs, kPeriods>& levels() const { return levels_; }
  // Of the network of today.
  const std::map<MemberId, MemberInNetwork>& members() const { return members_; }
  const std::vector<std::size_t>& quarters() const { return quarters_; }  // their sizes
  // Whether anybody answered, thanked or named them in the year before that moment.
  bool was_turned_to(std::size_t moment, MemberId member) const;
  const std::vector<DrawnMember>& drawn() const { return drawn_; }
  const std::vector<DrawnLine>& lines() const { return lines_; }

 private:
  struct Pair {
    MemberId from, to;
    std::array<std::int64_t, kMoments.size()> acts{};
  };
  graph::Graph graph_of(std::size_t moment, std::vector<MemberId>& names) const;
  void count_groups(const graph::Graph& graph, const std::vector<MemberId>& names, std::size_t moment);
  void know_members(const graph::Graph& graph, const std::vector<MemberId>& names, const graph::Grouping& groups,
                    const std::vector<bool>& holds);
  void draw(const graph::Graph& graph, const std::vector<MemberId>& names);

  std::int64_t today_;
  const std::set<MemberId>& staff_;
  std::vector<Pair> pairs_;
  std::array<NetworkFigures, kMoments.size()> moments_;
  std::array<std::vector<MemberId>, kMoments.size()> turned_to_;  // in order
  std::array<LevelActs, kPeriods> levels_;
  std::map<MemberId, MemberInNetwork> members_;
  std::vector<std::size_t> quarters_;
  std::vector<DrawnMember> drawn_;
  std::vector<DrawnLine> lines_;
};

}  // namespace parvis::community::health
