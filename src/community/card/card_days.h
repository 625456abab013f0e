// On which days each member did what kind of act, or was done it: a view folded from the timeline by a job that goes on
// after the last act it took in, a batch in each transaction. The same timeline always gives the same view. Members who
// are gone are not in it. Any thread.
#pragma once

#include "community/activity/member_walk.h"
#include "community/community.h"

namespace parvis::community {

inline constexpr std::string_view kCardView = "card";

// Takes in what is new, at most so many acts; answers how many there were. A view with nothing in it is filled by a
// walk member by member where much is there, a piece at each call.
std::int64_t fold_card_days(store::Store& store, int at_most = 1000, const Walking& walking = {});
// Empties it: the next fold begins at zero.
void forget_card_days(store::Transaction& transaction);
// Before the community starts: keeps it current by the clock.
void keep_card_days(Community& community);

}  // namespace parvis::community
