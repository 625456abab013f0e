// One member going from one stage of a lane to another: the row, the stay that ended, the fact; nothing at all when
// they do not stand at `from` any more, were put there by hand, or are gone: false then. Any thread.
#pragma once

#include "community/journeys/journey.h"

namespace parvis::community {

struct StageMove {
  JourneyId journey;
  Lane lane = Lane::steps;
  MemberId member;
  StageId from, to;  // zero: none
  Instant since;     // of the stage that is left
};
bool move_to_stage(store::Transaction& transaction, const Timeline& timeline, const StageMove& move, Instant at,
                   Source source, bool told);

}  // namespace parvis::community
