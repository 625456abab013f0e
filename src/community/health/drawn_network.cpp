#include "community/health/drawn_network.h"

namespace parvis::community::health {
namespace {

constexpr store::Sql kDrawn{R"(
  select m.id, m.handle, m.display_name, m.status, d.x, d.y, coalesce(s.quarter, 0), coalesce(s.partners, 0)
  from health_drawn d join member m on m.id = d.member left join health_standing s on s.member = d.member
  order by d.member)"};
constexpr store::Sql kLines{"select member, other, acts from health_line order by member, other"};

}  // namespace

DrawnNetwork drawn_network(store::Reader& reader) { return {reader.all<Dot>(kDrawn), reader.all<Line>(kLines)}; }

}  // namespace parvis::community::health
