// What a plan would have done in the last thirty days: who would have begun it, which step would have come on which
// day, which letters would not have gone. Reads alone: nothing is written, nothing is sent. Days are those of UTC;
// letters are counted as of noon. What somebody agreed to then, and what they had been sent, is asked of that day;
// conditions as far as acts and arrivals tell of it. A task counts as done on its day. Functions over Reader; any
// thread.
#pragma once

#include <vector>

#include "community/plans/plan.h"
#include "community/segments/member_draw.h"

namespace parvis::community {

inline constexpr std::int64_t kRehearsedDays = 30;
inline constexpr std::size_t kMostRehearsed = 5'000;  // people whose steps are told; more are counted

struct RehearsedAct {
  enum class What {
    begins,
    task,
    letter,
    no_consent,  // a letter that would have become a task
    capped,      // a letter that would have waited until `until`
    skipped,     // the condition of the step did not hold
    met,         // the plan's condition held: it would have ended
    done,
  };
  Instant day;
  MemberId member;
  What what = What::begins;
  std::int64_t place = 0;  // of the step
  std::optional<Instant> until = {};
};
struct Rehearsal {
  Instant from, to;
  std::int64_t people = 0;   // who would have begun
  std::int64_t told_of = 0;  // of them, whose steps are told
  std::int64_t tasks = 0, letters = 0, no_consent = 0, capped = 0, skipped = 0, met = 0, done = 0;
  std::int64_t still_under_way = 0;
  // Of a segment of whose past the timeline does not tell, in a large community, some members were asked: each stands
  // for so many.
  std::int64_t one_in = 1;
  std::vector<RehearsedAct> acts;  // by day, then by member
};
// With the plan's own segment, or another to try. Nobody begins without one.
Rehearsal rehearse(store::Reader& reader, const Plan& plan, const std::optional<Segment>& segment, Instant at,
                   const DrawSize& size = {});

}  // namespace parvis::community
