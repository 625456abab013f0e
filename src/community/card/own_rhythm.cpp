#include "community/card/own_rhythm.h"

#include "community/health/act_kind.h"

namespace parvis::community {
namespace {

constexpr store::Sql kLast{"select max(day) from health_member_day where member = $1"};
constexpr store::Sql kDays{R"(
  select day, acts from health_member_day where member = $1 and day > $2 order by day)"};

struct DayRow {
  std::int64_t day = 0, acts = 0;
};

}  // namespace

OwnRhythm own_rhythm(store::Reader& reader, MemberId member, std::int64_t today) {
  constexpr std::int64_t kWeek = 7;
  OwnRhythm own{.today = today};
  const auto this_week = today - health::weekday_of(today), first = this_week - kWeek * (kWeeksShown - 1);
  for (auto day = first; day <= this_week; day += kWeek) own.weeks.push_back({day, 0});
  own.last_day = reader.one<std::optional<std::int64_t>>(kLast, member).value_or(std::nullopt);
  if (!own.last_day) return own;
  std::vector<std::int64_t> days;
  for (const auto& row :
       reader.all<DayRow>(kDays, member, std::min(*own.last_day - health::kRegularWithin, first - 1))) {
    days.push_back(row.day);
    if (row.day < first || row.day > today) continue;
    own.weeks[static_cast<std::size_t>((row.day - first) / kWeek)].acts += row.acts;
    ++own.days_taken_part;
  }
  own.gap = health::own_gap(days, today);
  own.state = health::rhythm(days, today);
  return own;
}

}  // namespace parvis::community
