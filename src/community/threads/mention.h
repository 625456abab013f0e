// Mentions: each member named in a text is an activity of its own, from which their notification comes. Not for other
// folders; the names were found by compose_post.
#pragma once

#include <vector>

#include "community/threads/thread_store.h"

namespace parvis::community {

// Those who name themselves are left out.
void record_mentions(store::Transaction& transaction, const Act& act, const Thread& thread, const PostContext& context,
                     const std::vector<MemberId>& mentioned);

}  // namespace parvis::community
