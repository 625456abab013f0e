// The figures of a journey's board: who is at each stage, who came and went, how long people stay. Functions over
// Reader; any thread.
#pragma once

#include <optional>
#include <vector>

#include "community/journeys/journey.h"

namespace parvis::community {

inline constexpr std::int64_t kBoardDays = 30;  // who came and went lately
inline constexpr int kStaysLookedAt = 10'000;   // of those that ended last

struct StageFigures {
  std::int64_t now = 0;
  std::int64_t entered = 0, left = 0;                         // in the last kBoardDays
  std::int64_t climbed = 0;                                   // of those who entered: from an earlier step
  std::optional<std::int64_t> median_days, ninth_tenth_days;  // of stays that ended; none before one did
  std::int64_t ended = 0;                                     // of how many stays
  std::int64_t went_on = 0;                                   // of these, to a later step
  std::int64_t too_long = 0;
};
StageFigures figures_of(store::Reader& reader, const Journey& journey, const Stage& stage, Instant at);

struct StageMember {
  MemberId id;
  std::string handle, name;
  int hue = 0;
  Role role = Role::member;
  MemberStatus status = MemberStatus::active;
  Instant since;
  std::int64_t by_hand = 0;
};
// The people behind each figure, after the place where the page before ended: who is there, the longest first; of these
// who has been there too long; who came lately, also who left since; who left lately; of the stays
// that ended last (kStaysLookedAt), whose led to a later step. The last first.
enum class StageList { now, too_long, entered, left, went_on };
std::vector<StageMember> people_of(store::Reader& reader, const Stage& stage, StageList list, Instant at,
                                   std::optional<SegmentPlace> after, int limit);

}  // namespace parvis::community
