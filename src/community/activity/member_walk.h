// A walk through what is on the timeline, member by member: how a view that is kept by member takes in a long past. Act
// by act, each would be written somewhere else in the view; so, the rows of a member are written side by side, in their
// order. A step takes a piece of it, so that it may be interrupted anywhere and others write in between; how far it is
// stands beside how far the views are. What is done after the walk began is left to the fold. Functions over Reader and
// Transaction; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "community/types.h"
#include "core/store/store.h"

namespace parvis::community {

struct Walking {
  std::int64_t worth = 20'000;  // from how many acts on a view that is empty is filled by a walk
  int together = 8000;          // acts of a piece: a fraction of a second
};
bool is_worth_a_walk(store::Reader& reader, const Walking& walking);

// A member's acts up to an instant.
struct WalkPlace {
  std::int64_t member = 0, at = INT64_MIN;
};
struct MemberWalk {
  ActivityId until;        // the last act that is taken in
  std::int64_t stage = 1;  // what is made of them, one thing after the other
  WalkPlace done = {};     // of this stage

  void begin(std::int64_t next) { stage = next, done = {}; }
};
std::optional<MemberWalk> walk_under_way(store::Reader& reader, std::string_view view);
// Up to the last act there is.
MemberWalk begun_walk(store::Reader& reader);
void keep_walk(store::Transaction& transaction, std::string_view view, const MemberWalk& walk);
void end_walk(store::Transaction& transaction, std::string_view view);

// The place so many acts further on, of those who acted or of those who were acted upon; none behind the last.
enum class Acts { done, received };
std::optional<WalkPlace> place_after(store::Reader& reader, Acts acts, const WalkPlace& done, int together);

}  // namespace parvis::community
