// Why a member is in a segment, or out: condition by condition, with the figures behind. Functions over Reader; any
// thread.
#pragma once

#include <optional>
#include <vector>

#include "community/segments/condition_sql.h"

namespace parvis::community {

struct SegmentReason {
  Condition condition;
  bool holds = false;
  std::optional<std::int64_t> figure;  // of acts and orders: how many; of first and last acts: the day, 0 when none
  std::vector<SegmentReason> parts;
};
SegmentReason why(store::Reader& reader, const Condition& condition, const ConditionGround& ground, MemberId member);

}  // namespace parvis::community
