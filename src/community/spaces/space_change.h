// What a manager changes of a space once it is open: its words and who reads it, its place among the others, whether
// one may write there. Each change is one fact, in its transaction; what is so already changes nothing. The directory
// is to be reloaded afterwards.
#pragma once

#include "community/spaces/space.h"

namespace parvis::community {

// Who changes it, and how the timeline tells of it.
struct SpaceAct {
  const Timeline& timeline;
  MemberId actor;
  Instant at;
  Source source = Source::page;
};

// Its address stays what it was: permalinks do not die of a better name. NotFound; Conflict when a
// hidden group's is to be read by others. True when something changed.
struct SpaceWords {
  LocalText name;
  LocalText description;
  SpaceVisibility visibility = SpaceVisibility::everyone;
};
bool change_space(store::Transaction& transaction, const SpaceAct& act, SpaceId space, const SpaceWords& words);

enum class Step { up, down };
bool move_space(store::Transaction& transaction, const SpaceAct& act, SpaceId space, Step step);

// A closed space stays readable; who leads it may still move, close and delete what is there.
bool close_space(store::Transaction& transaction, const SpaceAct& act, SpaceId space);
bool reopen_space(store::Transaction& transaction, const SpaceAct& act, SpaceId space);

}  // namespace parvis::community
