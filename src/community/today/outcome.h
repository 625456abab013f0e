// Did it work? Of those who were written to, how many came back within fourteen days, against those who were left
// alone by chance. What a plan wrote stands apart (plan_outcome.h): nobody is drawn for it. Functions over a Reader;
// any thread.
#pragma once

#include <vector>

#include "community/activity/left_alone.h"
#include "community/members/member.h"
#include "community/today/task.h"

namespace parvis::community {

inline constexpr std::int64_t kComesBackWithin = kLeftAloneFor, kOutcomesOf = 90 * kDay;

struct ComingBack {
  std::int64_t people = 0;  // whose fourteen days are over
  std::int64_t back = 0;    // of them, who came back
  std::int64_t under_way = 0;
};
struct TaskOutcome {
  TaskKind kind = TaskKind::newcomer;
  ComingBack contacted, alone;
};
// Of the tasks decided within ninety days, the latest 300 of each kind and side; only kinds that somebody was contacted
// for.
std::vector<TaskOutcome> outcomes(store::Reader& reader, Instant at);

// Whom a figure counts.
enum class Side { contacted, alone };
struct Followed {
  MemberId member;
  Instant at;                   // contacted, or left alone
  std::optional<Instant> back;  // their first act after it, within the fourteen days
  Instant until;                // when their fourteen days are over
};
std::vector<MemberFace> faces_of(store::Reader& reader, const std::vector<Followed>& people);
inline bool is_under_way(const Followed& one, Instant at) { return at < one.until; }
ComingBack counted(const std::vector<Followed>& people, Instant at);
// Of the side that is left alone, who was reached all the same before they came back is not among them once their
// fourteen days are over.
std::vector<Followed> followed(store::Reader& reader, TaskKind kind, Side side, Instant at);
// Those of them who may be named: who is being left alone just now is not, or would no longer be.
std::vector<Followed> followed_by_name(store::Reader& reader, TaskKind kind, Side side, Instant at);

}  // namespace parvis::community
