// Which numbers posts get when some of another thread come among them. Pure functions.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "community/types.h"
#include "core/time/instant.h"

namespace parvis::community {

struct PostOfThread {
  PostId id;
  std::int64_t number = 0;
  Instant created_at;
};

struct Renumbered {
  PostId id;
  ThreadId from;  // where it stood
  std::int64_t old_number = 0, number = 0;
};

// Both lists are in the order of their numbers; `returning` holds the numbers that newcomers had in `to` before, and
// `last` the greatest number ever given out there. The first of those that stand stays the first. Gives, in the order
// of their new numbers, all newcomers and those who stand that get another number: from where the order of time is
// broken on, all get numbers never given out before.
std::vector<Renumbered> number_together(ThreadId to, const std::vector<PostOfThread>& standing, ThreadId from,
                                        const std::vector<PostOfThread>& newcomers,
                                        const std::multimap<PostId, std::int64_t>& returning, std::int64_t last);

}  // namespace parvis::community
