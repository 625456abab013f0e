// One act of a member in words, in a reader's language, with places for whom and what it was about. Pure.
#pragma once

#include <vector>

#include "community/card/member_acts.h"
#include "core/text/catalogue.h"

namespace parvis::cockpit {

// With {member} for the other, {words} for the conversation, {detail}, {thing} for the name of what it was about and
// {until} as places. Whoever did it stands in front.
std::vector<text::Part> act_parts(text::Language language, const community::MemberAct& act);

}  // namespace parvis::cockpit
