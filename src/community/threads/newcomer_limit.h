// What a newcomer may put in one contribution (rights/trust.h): Conflict, with a sentence for the form, when it is
// more. Asked by the rules that publish, inside their transaction.
#pragma once

#include "community/threads/act.h"
#include "community/threads/post_text.h"

namespace parvis::community {

void require_measure(store::Reader& reader, const Act& act, const PostText& text);

}  // namespace parvis::community
