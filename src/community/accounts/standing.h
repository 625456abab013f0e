// Whether somebody who has proven who they are, in whatever way, may come in: the account must be confirmed and not
// suspended. One place for every way in. Functions of one visit.
#pragma once

#include <optional>

#include "community/visit.h"

namespace parvis::community {

// Why not, in a sentence for them; nothing when they may. Whom only their address keeps out gets the letter again.
std::optional<Sentence> kept_out_because(Visit& visit, MemberId member);

}  // namespace parvis::community
