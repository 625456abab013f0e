// Acts on the timeline as the one who did them would say them: what is held about a member is told in their words, not
// in the program's.
#pragma once

#include "community/activity/activity.h"

namespace parvis::privacy {

// msgid: "You replied". What only those who keep the community do bears one name.
const char* act_words(community::Verb verb);

}  // namespace parvis::privacy
