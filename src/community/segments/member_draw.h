// Members drawn evenly among all: in a large community, what is asked of everybody while somebody waits for the page is
// asked of these, and said to be so. Functions over Reader; any thread.
#pragma once

#include <vector>

#include "community/segments/condition.h"
#include "core/store/store.h"

namespace parvis::community {

// Beyond so many members some are drawn, about so many.
struct DrawSize {
  std::int64_t asked_whole = 50'000, drawn = 2000;
};
struct MemberDraw {
  std::int64_t one_in = 1;  // each stands for so many; 1: nobody was drawn, everybody is asked
  std::vector<MemberId> members = {};
};
MemberDraw draw_members(store::Reader& reader, const DrawSize& size = {});

// Those of the drawn for whom it holds, as of then.
std::vector<MemberId> drawn_where(store::Reader& reader, const Condition& condition, const MemberDraw& draw,
                                  Instant at);

// How many members meet a condition, for whom a page is waiting.
struct ConditionCount {
  enum class How {
    exactly,
    about,    // as far as the drawn tell, to two figures
    at_most,  // so few of the drawn that no more can be said
  } how = How::exactly;
  std::int64_t members = 0;
  std::int64_t drawn = 0;  // how many were asked; 0: everybody
};
// Everybody is asked: slow in a large community.
ConditionCount count_all(store::Reader& reader, const Condition& condition, Instant at);
ConditionCount count_members(store::Reader& reader, const Condition& condition, Instant at, const DrawSize& size = {});

}  // namespace parvis::community
