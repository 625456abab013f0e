#include "community/segments/segment_why.h"

#include <algorithm>
#include <array>

namespace parvis::community {

using Kind = Condition::Kind;

SegmentReason why(store::Reader& reader, const Condition& condition, const ConditionGround& ground, MemberId member) {
  SegmentReason reason{.condition = condition};
  if (condition.is_group()) {
    for (const auto& part : condition.parts) reason.parts.push_back(why(reader, part, ground, member));
    const auto holds = [](const SegmentReason& part) { return part.holds; };
    const auto& parts = reason.parts;
    reason.holds = condition.kind == Kind::all   ? std::ranges::all_of(parts, holds)
                   : condition.kind == Kind::any ? parts.empty() || std::ranges::any_of(parts, holds)
                                                 : std::ranges::none_of(parts, holds);
    return reason;
  }
  const std::array one{member};
  store::each_number(reader, members_where(condition, ground, one), [&](std::int64_t) { reason.holds = true; });
  switch (condition.kind) {
    case Kind::acts:
    case Kind::orders:
    case Kind::first_act:
    case Kind::last_act: reason.figure = store::number_of(reader, figure_of(condition, ground, member)); break;
    default: break;
  }
  return reason;
}

}  // namespace parvis::community
