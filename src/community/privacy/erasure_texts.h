// What erasing a member does to texts: their name goes out of what others wrote, and their own words go where they
// asked for it. Not for other folders; see erasure_steps.h.
#pragma once

#include "community/privacy/erasure.h"
#include "community/privacy/nameless_text.h"

namespace parvis::community {

// Walks every text there is, from the post after `after` on.
void take_name_out(const Erasing& erasing, MemberId member, const Traces& traces, std::int64_t after);
// Of what stays, only what they had deleted themselves goes.
void take_words_out(const Erasing& erasing, MemberId member, WordsLeft words);

}  // namespace parvis::community
