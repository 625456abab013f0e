// Instants: microseconds since 1970-01-01 UTC, the one form in which time is stored. Showing them in a language and a
// time zone is `core/text/dates.h`.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace parvis {

struct Instant {
  std::int64_t microseconds = 0;
  auto operator<=>(const Instant&) const = default;
  explicit operator bool() const { return microseconds != 0; }
};

constexpr std::int64_t kSecond = 1'000'000;
constexpr std::int64_t kMinute = 60 * kSecond;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kDay = 24 * kHour;

inline Instant operator+(Instant at, std::int64_t microseconds) { return {at.microseconds + microseconds}; }
inline Instant operator-(Instant at, std::int64_t microseconds) { return {at.microseconds - microseconds}; }
inline std::int64_t operator-(Instant a, Instant b) { return a.microseconds - b.microseconds; }

// The present instant. Tests may hold it still with `FrozenClock`. Thread safe.
Instant now();

// While one lives, `now()` answers its instant. For tests; one at a time.
class FrozenClock {
 public:
  explicit FrozenClock(Instant at);
  ~FrozenClock();
  FrozenClock(const FrozenClock&) = delete;
  FrozenClock& operator=(const FrozenClock&) = delete;
  void set(Instant at);
};

// RFC 3339 in UTC with milliseconds ("2026-11-21T19:22:00.000Z"), and back: accepts a missing zone as UTC, a date
// alone, and 0 to 6 decimals; nothing when the text is no such date.
std::string to_rfc3339(Instant at);
std::optional<Instant> parse_rfc3339(std::string_view text);

}  // namespace parvis
