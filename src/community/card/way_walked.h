// The way of one member: the stages they are at and were at, with the days spent; what they bought and what they
// brought the community. Functions over a Reader; any thread.
#pragma once

#include <optional>
#include <vector>

#include "community/journeys/journey.h"
#include "community/returns/gain.h"
#include "community/returns/order.h"

namespace parvis::community {

struct Stay {
  std::string stage_slug, journey_slug;
  LocalText stage, journey;
  Lane lane = Lane::steps;
  Instant from;
  std::optional<Instant> until;  // none: they are there
  bool by_hand = false;

  // Begun ones are whole.
  std::int64_t days(Instant at) const { return (until.value_or(at) - from) / kDay; }
};
// Where they are first, then the stays that ended, the last first; at most so many of these.
std::vector<Stay> stays_of(store::Reader& reader, MemberId member, int at_most);

struct GainsBrought {
  GainKind kind = GainKind::support;
  std::int64_t gains = 0;
  std::int64_t quantity = 0;  // cents of orders
};
std::vector<GainsBrought> brought_by(store::Reader& reader, MemberId member);

}  // namespace parvis::community
