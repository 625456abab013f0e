#include "community/health/rhythm.h"

#include <algorithm>
#include <vector>

namespace parvis::community::health {
namespace {

constexpr std::int64_t kSlipsAfterGaps = 3, kSlipsAfterDays = 7;
constexpr std::int64_t kLostAfterGaps = 8, kLostAfterDays = 28;

// The days up to and with this one.
std::span<const std::int64_t> until(std::span<const std::int64_t> days, std::int64_t last) {
  return days.first(static_cast<std::size_t>(std::ranges::upper_bound(days, last) - days.begin()));
}

std::int64_t median_gap(std::span<const std::int64_t> days) {
  std::vector<std::int64_t> gaps;
  for (std::size_t i = 1; i < days.size(); ++i) gaps.push_back(days[i] - days[i - 1]);
  const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2);
  std::ranges::nth_element(gaps, middle);
  return *middle;
}

}  // namespace

bool took_part(std::span<const std::int64_t> days, std::int64_t after, std::int64_t last) {
  const auto next = std::ranges::upper_bound(days, after);
  return next != days.end() && *next <= last;
}

Standing standing(std::span<const std::int64_t> days, std::int64_t today) {
  if (!took_part(days, today - kPeriod, today)) return Standing::absent;
  if (days.front() > today - kPeriod) return Standing::fresh;
  return took_part(days, today - 2 * kPeriod, today - kPeriod) ? Standing::retained : Standing::returned;
}

std::optional<OwnGap> own_gap(std::span<const std::int64_t> days, std::int64_t today) {
  days = until(days, today);
  if (days.size() < kRegularDays) return std::nullopt;
  const auto first = std::ranges::upper_bound(days, days.back() - kRegularWithin);
  days = days.subspan(static_cast<std::size_t>(first - days.begin()));
  if (days.size() < kRegularDays) return std::nullopt;
  return OwnGap{median_gap(days), days.size()};
}

Rhythm rhythm(std::span<const std::int64_t> days, std::int64_t today) {
  const auto usual = own_gap(days, today);
  if (!usual) return Rhythm::none;
  const auto gap = usual->days, silence = today - until(days, today).back();
  const auto lost_after = std::max(kLostAfterGaps * gap, kLostAfterDays);
  if (silence > lost_after) return silence <= lost_after + kPeriod ? Rhythm::lost : Rhythm::gone;
  return silence > std::max(kSlipsAfterGaps * gap, kSlipsAfterDays) ? Rhythm::slipping : Rhythm::none;
}

}  // namespace parvis::community::health
