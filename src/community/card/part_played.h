// The parts a member plays in the community, read off what they did or received within a year: who helps, who looks
// closely, who brings ideas, who carries on to others, who organises. Each part has signs, each sign a number from
// which it speaks, and each opens onto the acts it counts. One sign is enough. Functions over a Reader; any thread.
#pragma once

#include <string_view>
#include <vector>

#include "community/card/member_acts.h"

namespace parvis::community {

inline constexpr std::int64_t kPartDays = 365;

enum class PartSignKind { answers, thanks, comments, flags, conversations, ideas, brought, shares, names, groups };

struct PartSign {
  PartSignKind kind;
  std::string_view acts;  // a kind choice of card_kind.h: the acts it counts; empty: ideas, which are gains
  ActPart part = ActPart::done;
  Verb verb = Verb::joined;  // of acts that are counted by verb, so that what was taken back counts no more
  std::int64_t from = 1;     // so many speak
};
struct Part {
  std::string_view key;  // "helper"
  const char* name;      // msgid
  const char* rule;      // msgid
  std::vector<PartSign> signs;
};
const std::vector<Part>& parts();

// Signs count what was done in the days, of UTC, of the last year.
Instant counted_from(std::int64_t today);

struct CountedSign {
  const PartSign* sign;
  std::int64_t count = 0;
  bool speaks() const { return count >= sign->from; }
};
struct PartPlayed {
  const Part* part;
  std::vector<CountedSign> signs;
  bool is_played = false;
};
// All of them, those that are played first.
std::vector<PartPlayed> parts_played(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                                     MemberId member, std::int64_t today);

}  // namespace parvis::community
