// The one door of letters that the team sends of its own accord: those of plans, to segments, to groups, and personal
// words. The community chooses how many of them a member gets within how many days, whoever sends them; what a member
// asked to be told of and what concerns the safety of an account goes past. In this order: who did not agree gets none
// (core/mail/purpose.h, asked by who makes the letter and once more when it leaves), who had as many as there may be
// gets the next when there is room, and in the quiet hours of its reader it waits for their end. What waits is a
// durable job, which asks again whether it may go (sending_right.h). Functions over Reader and Transaction; any thread.
#pragma once

#include <vector>

#include "community/letters/sending_right.h"
#include "community/spaces/space_change.h"
#include "core/jobs/jobs.h"
#include "core/mail/letter.h"

namespace parvis::community {

struct LetterCap {
  std::int64_t letters = 0;  // 0: as many as there are
  std::int64_t days = 7;
  friend bool operator==(const LetterCap&, const LetterCap&) = default;
};
inline constexpr std::int64_t kMostCapLetters = 50;
inline constexpr std::int64_t kMostCapDays = 90;
LetterCap read_letter_cap(store::Reader& reader);
// Holds from the next letter on; those that wait keep their turn.
void set_letter_cap(store::Transaction& transaction, const SpaceAct& act, const LetterCap& cap);

struct Turn {
  enum class Because { nothing, cap, quiet };
  Instant at;  // when the next letter goes
  Because because = Because::nothing;
  bool is_now(Instant now) const { return at <= now; }
};
// By the cap alone: no window of its days holds more than its letters. `before`: when letters went or go, the latest
// first; the next goes after all of them. Pure.
Instant room_after(const std::vector<Instant>& before, const LetterCap& cap, Instant at);
Turn turn_of(store::Reader& reader, MemberId member, Instant at);

// Beyond that a letter to many is of yesterday.
inline constexpr std::int64_t kWaitsAtMost = 7 * kDay;
enum class Posted { now, later, not_at_all };
// To the person of its purpose. `not_at_all`: its turn would come too late.
Posted post_in_turn(store::Transaction& transaction, const mail::Letter& letter, const SentBy& by, Instant at);

inline constexpr char kTurnJob[] = "letters.turn";
// Posts what waited, where it may still go; where not, its turn is no more, and the letter to all says so (`stopped`).
// Forgets turns that no cap counts any more.
void post_when_their_turn_comes(jobs::Runner& runner);

}  // namespace parvis::community
