// How often one member may write, by the configuration's rates. Functions of one visit; the counts live in the
// community's limiter.
#pragma once

#include <optional>

#include "community/visit.h"

namespace parvis::forum {

// One more post (reply, edit, comment) or thread of this member: nothing, or what to say in the form, which keeps what
// was typed. A token is taken.
std::optional<Sentence> too_many_posts(community::Visit& visit);
std::optional<Sentence> too_many_threads(community::Visit& visit);
// One more gesture (reaction, vote, follow, deletion, restoration); throws TooMany, since nothing was typed.
void count_gesture(community::Visit& visit);
// One more draft kept or text previewed, which a script does on its own while one types; throws TooMany.
void count_keeping(community::Visit& visit);

}  // namespace parvis::forum
