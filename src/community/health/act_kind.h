// What counts as taking part, in the few kinds that the community's health tells apart. The numbers stand in the
// database. Reading, signing in and looking after an account are none of it.
#pragma once

#include "community/types.h"
#include "core/text/dates.h"

namespace parvis::community::health {

enum class ActKind {
  opened = 1,  // a conversation
  replied = 2,
  commented = 3,
  thanked = 4,   // any reaction
  voted = 5,     // up or down
  accepted = 6,  // an answer
  mentioned = 7,
  shared = 8,   // handed a conversation on
  joined = 20,  // counted, but not as taking part
  brought = 21  // came by another member: their invitation, or what they had handed on
};

inline bool is_words(ActKind kind) { return kind <= ActKind::commented; }
inline bool is_taking_part(ActKind kind) { return kind < ActKind::joined; }
// Whether it ties its author to whom it was done to: votes are cast without a name.
inline bool ties(ActKind kind) {
  return is_taking_part(kind) && kind != ActKind::opened && kind != ActKind::voted && kind != ActKind::shared;
}

// Days and hours as they are in the community.
class LocalDays {
 public:
  explicit LocalDays(text::TimeZone zone) : zone_(zone) {}
  std::int64_t day_of(Instant at) const { return floored(local(at), kDay); }
  std::int64_t hour_of(Instant at) const { return floored(local(at), kHour) - day_of(at) * 24; }
  // Of the day's first moment, to some hours: what lies around a change of the clocks is not told apart.
  Instant start_of(std::int64_t day) const {
    const Instant about{day * kDay};
    return about - zone_.offset_at(about);
  }

 private:
  std::int64_t local(Instant at) const { return at.microseconds + zone_.offset_at(at); }
  static std::int64_t floored(std::int64_t value, std::int64_t unit) {
    return value / unit - (value % unit < 0 ? 1 : 0);
  }
  text::TimeZone zone_;
};

// 0 Monday to 6 Sunday: 1970-01-01 was a Thursday.
inline int weekday_of(std::int64_t day) { return static_cast<int>(((day + 3) % 7 + 7) % 7); }

}  // namespace parvis::community::health
