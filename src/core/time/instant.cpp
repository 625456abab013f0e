#include "core/time/instant.h"

#include <atomic>
#include <charconv>
#include <chrono>
#include <cstdio>

namespace parvis {
namespace {

std::atomic<std::int64_t> frozen_at{0};

// Reads exactly `digits` digits at `text`'s front and takes them off; nothing when they are not digits.
std::optional<int> take_digits(std::string_view& text, std::size_t digits) {
  if (text.size() < digits) return std::nullopt;
  int value = 0;
  const auto* end = text.data() + digits;
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || stop != end || text.front() == '-') return std::nullopt;
  text.remove_prefix(digits);
  return value;
}

bool take(std::string_view& text, char expected) {
  if (text.empty() || text.front() != expected) return false;
  text.remove_prefix(1);
  return true;
}

// Decimals of a second after the point, as microseconds; further digits are dropped.
std::optional<std::int64_t> take_decimals(std::string_view& text) {
  std::int64_t microseconds = 0;
  std::int64_t unit = kSecond / 10;
  bool any = false;
  while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
    microseconds += (text.front() - '0') * unit;
    unit /= 10;
    any = true;
    text.remove_prefix(1);
  }
  if (!any) return std::nullopt;
  return microseconds;
}

std::optional<std::int64_t> take_offset(std::string_view& text) {
  if (text.empty() || take(text, 'Z') || take(text, 'z')) return 0;
  const bool west = text.front() == '-';
  text.remove_prefix(1);
  const auto hours = take_digits(text, 2);
  if (!hours || !take(text, ':')) return std::nullopt;
  const auto minutes = take_digits(text, 2);
  if (!minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  const std::int64_t offset = *hours * kHour + *minutes * kMinute;
  return west ? -offset : offset;
}

std::optional<std::int64_t> take_time_of_day(std::string_view& text) {
  const auto hour = take_digits(text, 2);
  if (!hour || !take(text, ':')) return std::nullopt;
  const auto minute = take_digits(text, 2);
  if (!minute || *hour > 23 || *minute > 59) return std::nullopt;
  std::int64_t time = *hour * kHour + *minute * kMinute;
  if (!take(text, ':')) return time;
  const auto second = take_digits(text, 2);
  if (!second || *second > 60) return std::nullopt;
  time += *second * kSecond;
  if (!take(text, '.')) return time;
  const auto decimals = take_decimals(text);
  if (!decimals) return std::nullopt;
  return time + *decimals;
}

}  // namespace

Instant now() {
  if (const auto frozen = frozen_at.load(std::memory_order_relaxed)) return {frozen};
  using namespace std::chrono;
  return {duration_cast<microseconds>(system_clock::now().time_since_epoch()).count()};
}

FrozenClock::FrozenClock(Instant at) { set(at); }
FrozenClock::~FrozenClock() { frozen_at = 0; }
void FrozenClock::set(Instant at) { frozen_at = at.microseconds; }

std::string to_rfc3339(Instant at) {
  using namespace std::chrono;
  const sys_time<microseconds> time{microseconds{at.microseconds}};
  const auto day = floor<days>(time);
  const year_month_day date{day};
  const hh_mm_ss clock{floor<milliseconds>(time - day)};
  char text[40];
  std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()), static_cast<int>(clock.subseconds().count()));
  return text;
}

std::optional<Instant> parse_rfc3339(std::string_view text) {
  using namespace std::chrono;
  const auto y = take_digits(text, 4);
  if (!y || !take(text, '-')) return std::nullopt;
  const auto m = take_digits(text, 2);
  if (!m || !take(text, '-')) return std::nullopt;
  const auto d = take_digits(text, 2);
  if (!d) return std::nullopt;
  const year_month_day date{year{*y}, month{static_cast<unsigned>(*m)}, day{static_cast<unsigned>(*d)}};
  if (!date.ok()) return std::nullopt;
  const auto midnight = duration_cast<microseconds>(sys_days{date}.time_since_epoch()).count();
  if (text.empty()) return Instant{midnight};
  if (!take(text, 'T') && !take(text, ' ')) return std::nullopt;
  const auto time = take_time_of_day(text);
  if (!time) return std::nullopt;
  const auto offset = take_offset(text);
  if (!offset || !text.empty()) return std::nullopt;
  return Instant{midnight + *time - *offset};
}

}  // namespace parvis
