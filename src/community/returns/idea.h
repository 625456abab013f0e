// An idea that a member proposed in a conversation and the brand took up: counted by hand, once, with that
// conversation and the act that opened it. Rules over Transaction; any thread.
#pragma once

#include <string>

#include "community/returns/gain.h"
#include "community/returns/return_act.h"

namespace parvis::community {

inline constexpr std::size_t kMaxIdeaWords = 300;

enum class IdeaCounted { now, before, nowhere };  // nowhere: there is no such conversation
// `words`: what was done with it.
IdeaCounted count_idea(store::Transaction& transaction, const ReturnAct& act, ThreadId thread,
                       const std::string& words);
// It was counted by mistake: it counts no more. False when no idea of this conversation counts.
bool take_idea_back(store::Transaction& transaction, const ReturnAct& act, ThreadId thread);

}  // namespace parvis::community
