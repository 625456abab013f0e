#include "community/journeys/journey_board.h"

#include <algorithm>
#include <limits>
#include <set>

namespace parvis::community {
namespace {

constexpr store::Sql kNow{"select count(*) from stage_member where stage = $1"};
constexpr store::Sql kCame{"select count(*) from stage_member where stage = $1 and since_at >= $2"};
constexpr store::Sql kEarliest{"select since_at from stage_member where stage = $1 order by since_at limit 1"};
constexpr store::Sql kCameAndWent{"select count(*) from stage_stay where stage = $1 and entered_at >= $2"};
constexpr store::Sql kWent{"select count(*) from stage_stay where stage = $1 and left_at >= $2"};
constexpr store::Sql kClimbed{R"(
  select count(*) from stage join stage_stay on stage_stay.stage = stage.id
  where stage.journey = $1 and stage.lane = $2 and stage.position < $3 and stage_stay.left_at >= $4
    and stage_stay.next = $5)"};
constexpr store::Sql kStays{R"(
  select left_at - entered_at, coalesce(next, 0) from stage_stay where stage = $1 order by left_at desc limit $2)"};
constexpr store::Sql kAt{R"(
  select member.id, member.handle, member.display_name, member.hue, member.role, member.status, stage_member.since_at,
    stage_member.by_hand
  from stage_member join member on member.id = stage_member.member)"};
constexpr store::Sql kLongestFirst{R"(
  where stage_member.stage = $1 and stage_member.since_at < $5
    and (stage_member.since_at, stage_member.member) > ($2, $3)
  order by stage_member.since_at, stage_member.member limit $4)"};
constexpr store::Sql kLatestFirst{R"(
  where stage_member.stage = $1 and stage_member.since_at >= $5
    and (stage_member.since_at, stage_member.member) < ($2, $3)
  order by stage_member.since_at desc, stage_member.member desc limit $4)"};
constexpr store::Sql kCameAndLeft{R"(
  select member.id, member.handle, member.display_name, member.hue, member.role, member.status, stage_stay.entered_at, 0
  from stage_stay join member on member.id = stage_stay.member
  where stage_stay.stage = $1 and stage_stay.entered_at >= $5 and (stage_stay.entered_at, stage_stay.member) < ($2, $3)
  order by stage_stay.entered_at desc, stage_stay.member desc limit $4)"};
constexpr store::Sql kLeft{R"(
  select member.id, member.handle, member.display_name, member.hue, member.role, member.status, stage_stay.left_at, 0
  from stage_stay join member on member.id = stage_stay.member
  where stage_stay.stage = $1 and stage_stay.left_at >= $5 and (stage_stay.left_at, stage_stay.member) < ($2, $3)
  order by stage_stay.left_at desc, stage_stay.member desc limit $4)"};

constexpr store::Sql kStaysBegin{R"(
  select min(left_at) from (
    select left_at from stage_stay where stage = $1 order by left_at desc limit $2) as latest)"};
constexpr store::Sql kWentOn{R"(
  select member.id, member.handle, member.display_name, member.hue, member.role, member.status, stage_stay.left_at, 0
  from stage_stay join stage here on here.id = stage_stay.stage
    join stage later on later.id = stage_stay.next and later.journey = here.journey and later.lane = here.lane
      and later.position > here.position and later.removed_at is null
    join member on member.id = stage_stay.member
  where stage_stay.stage = $1 and here.lane = 1 and stage_stay.left_at >= $5
    and (stage_stay.left_at, stage_stay.member) < ($2, $3)
  order by stage_stay.left_at desc, stage_stay.member desc limit $4)"};

struct Stay {
  std::int64_t spent = 0;
  StageId next;
};

// Of a sorted list: the value below which so many hundredths lie (nearest rank).
std::int64_t at_rank(const std::vector<std::int64_t>& sorted, std::size_t hundredths) {
  const auto rank = (sorted.size() * hundredths + 99) / 100;
  return sorted[std::min(sorted.size(), std::max<std::size_t>(rank, 1)) - 1];
}

}  // namespace

StageFigures figures_of(store::Reader& reader, const Journey& journey, const Stage& stage, Instant at) {
  const auto number = [&](const store::Sql& sql, Instant since) {
    return reader.one<std::int64_t>(sql, stage.id, since).value_or(0);
  };
  const auto lately = at - kBoardDays * kDay;
  StageFigures figures;
  figures.now = reader.one<std::int64_t>(kNow, stage.id).value_or(0);
  const auto earliest = reader.one<Instant>(kEarliest, stage.id);
  // Everybody came since: a large stage is counted once, not each time.
  const auto came = [&](Instant since) { return !earliest || *earliest >= since ? figures.now : number(kCame, since); };
  figures.entered = came(lately) + number(kCameAndWent, lately);
  figures.left = number(kWent, lately);
  figures.climbed =
      reader.one<std::int64_t>(kClimbed, journey.id, stage.lane, stage.position, lately, stage.id).value_or(0);
  // Of a large stage most have been there for long: the others are counted.
  if (stage.too_long_days > 0) figures.too_long = figures.now - came(at - stage.too_long_days * kDay);
  std::set<StageId> later;
  for (const auto& other : journey.stages) {
    if (other.lane == Lane::steps && stage.lane == Lane::steps && other.position > stage.position)
      later.insert(other.id);
  }
  std::vector<std::int64_t> days;
  for (const auto& stay : reader.all<Stay>(kStays, stage.id, kStaysLookedAt)) {
    days.push_back(stay.spent / kDay);
    if (later.contains(stay.next)) ++figures.went_on;
  }
  figures.ended = static_cast<std::int64_t>(days.size());
  if (days.empty()) return figures;
  std::ranges::sort(days);
  figures.median_days = at_rank(days, 50);
  figures.ninth_tenth_days = at_rank(days, 90);
  return figures;
}

std::vector<StageMember> people_of(store::Reader& reader, const Stage& stage, StageList list, Instant at,
                                   std::optional<SegmentPlace> after, int limit) {
  constexpr std::int64_t kEnd = std::numeric_limits<std::int64_t>::max();
  const auto lately = at - kBoardDays * kDay;
  const bool is_there = list == StageList::now || list == StageList::too_long;
  const auto place = after.value_or(is_there ? SegmentPlace{} : SegmentPlace{{kEnd}, {kEnd}});
  const auto ask = [&](const store::Sql& sql, Instant bound) {
    return reader.all<StageMember>(sql, stage.id, place.since, place.member, limit, bound);
  };
  switch (list) {
    case StageList::now: return ask(kAt + kLongestFirst, {kEnd});
    case StageList::too_long:
      if (stage.too_long_days == 0) return {};  // as the figure counts
      return ask(kAt + kLongestFirst, at - stage.too_long_days * kDay);
    case StageList::entered: {
      // Those who are there and those who left since, each the latest first: both are one walk along an index.
      const auto there = ask(kAt + kLatestFirst, lately), left = ask(kCameAndLeft, lately);
      const auto key = [](const StageMember& one) { return std::pair(one.since, one.id); };
      std::vector<StageMember> all;
      std::ranges::merge(there, left, std::back_inserter(all), std::ranges::greater{}, key, key);
      if (all.size() > static_cast<std::size_t>(limit)) all.resize(static_cast<std::size_t>(limit));
      return all;
    }
    case StageList::left: return ask(kLeft, lately);
    case StageList::went_on: {
      const auto first =
          reader.one<std::optional<Instant>>(kStaysBegin, stage.id, kStaysLookedAt).value_or(std::nullopt);
      return first ? ask(kWentOn, *first) : std::vector<StageMember>{};  // as the figure counts
    }
  }
  return {};
}

}  // namespace parvis::community
