#include "community/card/way_walked.h"

#include <algorithm>

namespace parvis::community {
namespace {

constexpr store::Sql kStands{R"(
  select stage.slug, journey.slug, stage.name, journey.name, stage.lane, stage_member.since_at, stage_member.by_hand
  from stage_member join stage on stage.id = stage_member.stage join journey on journey.id = stage_member.journey
  where stage_member.member = $1 and journey.removed_at is null order by stage_member.journey, stage_member.lane)"};
constexpr store::Sql kStays{R"(
  select stage.slug, journey.slug, stage.name, journey.name, stage.lane, stage_stay.entered_at, stage_stay.left_at
  from stage_stay join stage on stage.id = stage_stay.stage join journey on journey.id = stage.journey
  where stage_stay.member = $1 and journey.removed_at is null
  order by stage_stay.left_at desc, stage_stay.entered_at desc limit $2)"};
constexpr store::Sql kBrought{R"(
  select kind, count(*), sum(quantity) from gain where member = $1 and ended_at is null group by kind order by kind)"};

struct StandsRow {
  std::string stage_slug, journey_slug, stage, journey;
  Lane lane;
  Instant since;
  std::int64_t by_hand;
};
struct StayRow {
  std::string stage_slug, journey_slug, stage, journey;
  Lane lane;
  Instant from, until;
};
struct BroughtRow {
  GainKind kind;
  std::int64_t gains;
  std::optional<std::int64_t> quantity;
};

}  // namespace

std::vector<Stay> stays_of(store::Reader& reader, MemberId member, int at_most) {
  std::vector<Stay> stays;
  for (auto& row : reader.all<StandsRow>(kStands, member)) {
    stays.push_back({.stage_slug = std::move(row.stage_slug),
                     .journey_slug = std::move(row.journey_slug),
                     .stage = LocalText::from_json(row.stage),
                     .journey = LocalText::from_json(row.journey),
                     .lane = row.lane,
                     .from = row.since,
                     .until = std::nullopt,
                     .by_hand = row.by_hand != 0});
  }
  for (auto& row : reader.all<StayRow>(kStays, member, at_most)) {
    stays.push_back({.stage_slug = std::move(row.stage_slug),
                     .journey_slug = std::move(row.journey_slug),
                     .stage = LocalText::from_json(row.stage),
                     .journey = LocalText::from_json(row.journey),
                     .lane = row.lane,
                     .from = row.from,
                     .until = row.until});
  }
  return stays;
}

std::vector<GainsBrought> brought_by(store::Reader& reader, MemberId member) {
  std::vector<GainsBrought> brought;
  for (const auto& row : reader.all<BroughtRow>(kBrought, member)) {
    brought.push_back({row.kind, row.gains, row.quantity.value_or(0)});
  }
  return brought;
}

}  // namespace parvis::community
