// Who came into a segment and who left it, the latest first, a page at a time. Functions over a
// Reader; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "community/segments/segment.h"

namespace parvis::community {

struct SegmentMove {
  ActivityId id;
  Instant at;
  bool entered = false;
  std::string handle, name;
  int hue = 0;
  MemberStatus status = MemberStatus::active;
};

// Where a page of them ended: "1764150000000000.250525691101806592".
struct MovePlace {
  Instant at;
  ActivityId id;
};
std::string place_text(const MovePlace& place);
std::optional<MovePlace> parse_move_place(std::string_view text);

enum class MoveList { all, entered, left };
struct MovesAsked {
  SegmentId segment;
  MoveList list = MoveList::all;
  Instant since = {};  // zero: ever
  std::optional<MovePlace> before = {};
  int at_most = 50;
};
struct MovesPage {
  std::vector<SegmentMove> moves;
  std::optional<MovePlace> next;  // where the page after begins; none after the last
};
MovesPage moves_of(store::Reader& reader, const MovesAsked& asked);

}  // namespace parvis::community
