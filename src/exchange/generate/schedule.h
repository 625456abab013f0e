// Who writes what when, in a generated load: a few threads hold most posts and a few members write most of them, as
// everywhere; a thread's posts crowd after its beginning and thin out. Pure, the same for the same seed.
#pragma once

#include <cstdint>
#include <vector>

#include "core/time/instant.h"
#include "exchange/generate/chance.h"

namespace parvis::exchange {

struct ScheduledThread {
  std::uint32_t posts = 0;
  std::uint32_t last_author = 0;  // member, by rank
  Instant last_post_at;
};

struct ScheduledPost {
  Instant at;
  std::uint32_t thread = 0;
  std::uint32_t author = 0;
};

struct Schedule {
  std::vector<ScheduledThread> threads;
  std::vector<ScheduledPost> posts;  // by date, which never repeats; the first of a thread opens it
  std::vector<Instant> joined;       // of each member, before their first post
};

struct ScheduleShape {
  std::size_t members = 0, threads = 0, posts = 0;  // posts count the first ones
  std::uint64_t seed = 1;
  Instant from, until;
};
Schedule make_schedule(const ScheduleShape& shape);

}  // namespace parvis::exchange
