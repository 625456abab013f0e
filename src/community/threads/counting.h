// The steps by which rules keep counters: of spaces, members, tags, threads and the tally. What each counter must be is
// defined in counters.cpp; these keep it so without counting. Inside a transaction only.
#pragma once

#include "community/threads/thread.h"

namespace parvis::community {

// A space's figures change by so much; its last activity moves forward to `at` (zero: stays).
void count_in_space(store::Transaction& transaction, SpaceId space, std::int64_t threads, std::int64_t posts,
                    Instant at = {});
// Takes the space's last activity anew from its threads, after one of them went or fell back.
void refresh_space_activity(store::Transaction& transaction, SpaceId space);

void count_of_member(store::Transaction& transaction, MemberId member, std::int64_t threads, std::int64_t posts);
void count_thanks(store::Transaction& transaction, MemberId giver, MemberId receiver, ThreadId thread,
                  std::int64_t difference);
void count_solution(store::Transaction& transaction, MemberId member, std::int64_t difference);

// The thread's last activity, in its row and its tags'.
void set_last_activity(store::Transaction& transaction, ThreadId thread, Instant at, MemberId poster);
// Takes the thread's last activity anew from its last post that is not deleted, and its space's.
void refresh_last_activity(store::Transaction& transaction, const Thread& thread);

// All of a thread's weight (itself, its posts, its tags) is taken out of, or put back into, space, members, tags and
// tally.
enum class Weight { taken, put };
void weigh_thread(store::Transaction& transaction, const Thread& thread, Weight weight);

// Threads of this tag in this space.
void count_of_tag(store::Transaction& transaction, TagId tag, SpaceId space, std::int64_t difference);

}  // namespace parvis::community
