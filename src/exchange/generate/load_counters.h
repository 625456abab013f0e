// The counters of a generated load, added up while it is written and put down once at the end: counting a million rows
// again would take as long as a third of writing them. What they must be is defined in community/threads/counters.h,
// with which a test compares them. One thread.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "community/types.h"
#include "core/store/store.h"
#include "core/time/instant.h"

namespace parvis::exchange {

struct MemberCounts {
  std::int64_t threads = 0, posts = 0, thanks_received = 0, thanks_given = 0, solutions = 0;
};
struct ThreadCounts {
  std::int64_t thanks = 0, score = 0;
};
struct SpaceCounts {
  std::int64_t threads = 0, posts = 0;
  Instant last_activity_at;
};

class LoadCounters {
 public:
  LoadCounters(std::size_t members, std::size_t threads) : members(members), threads(threads) {}

  // By rank and number, as in the schedule.
  std::vector<MemberCounts> members;
  std::vector<ThreadCounts> threads;
  std::vector<SpaceCounts> spaces;
  std::map<std::pair<community::TagId, community::SpaceId>, std::int64_t> tags;  // threads that carry it there
  std::map<const char*, std::int64_t> tally;

  // Adds all of it to what the database says.
  void write(store::Transaction& transaction, const std::vector<community::MemberId>& member_ids,
             const std::vector<community::ThreadId>& thread_ids,
             const std::vector<community::SpaceId>& space_ids) const;
};

}  // namespace parvis::exchange
