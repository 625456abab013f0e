// One member going from one stage of a lane to another: the row, the stay that ended, the fact. Any thread.
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
void move_to_stage(store::Transaction& transaction, const Timeline& timeline, const StageMove& move, Instant at,
                   Source source, bool told);

}  // namespace parvis::community
