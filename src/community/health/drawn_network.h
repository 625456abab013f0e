// The network as it was last counted and laid out: the members drawn, where, and who exchanged with whom. Everybody
// when they are few, else those with most partners. Pure readings.
#pragma once

#include <string>
#include <vector>

#include "community/types.h"
#include "core/store/store.h"

namespace parvis::community::health {

struct Dot {
  MemberId member;
  std::string handle, name;
  MemberStatus status = MemberStatus::active;
  double x = 0, y = 0;        // each from 0 to 1, from the upper left
  std::int64_t quarter = 0;   // the sub-community, from 1 on, the largest first; 0: of none that is large enough
  std::int64_t partners = 0;  // with whom they exchanged
};
struct Line {
  MemberId member, other;
  std::int64_t acts = 0;  // between the two, in either direction
};
struct DrawnNetwork {
  std::vector<Dot> dots;
  std::vector<Line> lines;
};
DrawnNetwork drawn_network(store::Reader& reader);

}  // namespace parvis::community::health
