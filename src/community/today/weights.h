// How much each kind of card weighs, out of a hundred: the list is ordered by it, and its page says so. What moves a
// weight between the two stands with each finder. Pure; any thread.
#pragma once

#include <algorithm>
#include <array>

#include "community/today/task.h"

namespace parvis::community {

struct WeightSpan {
  TaskKind kind;
  std::int64_t least, most;
};

inline constexpr std::array kWeights{
    WeightSpan{TaskKind::written, 95, 95},      WeightSpan{TaskKind::waiting, 70, 94},
    WeightSpan{TaskKind::first_post, 85, 90},   WeightSpan{TaskKind::late_question, 60, 80},
    WeightSpan{TaskKind::slipping, 48, 80},     WeightSpan{TaskKind::newcomer, 52, 78},
    WeightSpan{TaskKind::heating, 62, 75},      WeightSpan{TaskKind::plan_step, 70, 70},
    WeightSpan{TaskKind::first_answer, 58, 58}, WeightSpan{TaskKind::hundredth_reply, 56, 56},
    WeightSpan{TaskKind::birthday, 52, 52},     WeightSpan{TaskKind::quiet_leader, 50, 50},
    WeightSpan{TaskKind::anniversary, 45, 50}};

// `by` within the span of the kind, from its least up.
constexpr std::int64_t weight_of(TaskKind kind, std::int64_t by = 0) {
  const auto span = std::ranges::find(kWeights, kind, &WeightSpan::kind);
  return std::clamp(span->least + by, span->least, span->most);
}

}  // namespace parvis::community
