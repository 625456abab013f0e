// Where others name a member in words of their own: what erasing does not reach, since it is theirs. Shown to who is
// about to leave. Functions of one visit.
#pragma once

#include "community/visit.h"
#include "core/html/html.h"

namespace parvis::privacy {

// The sentence that says so, and what the search finds of it with the way to have it looked at.
void write_named_by_others(html::Writer& out, const community::Visit& visit);

}  // namespace parvis::privacy
