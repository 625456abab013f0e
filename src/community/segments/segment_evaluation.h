// Who is in one segment, compared with who meets its condition: by turns for everybody or for a few, in small writes,
// none begun any more once it is to stop. For what keeps the segments (segment_keeping.h); any thread.
#pragma once

#include <cstdint>
#include <stop_token>
#include <vector>

#include "community/segments/segment.h"

namespace parvis::community {

enum class Moves;

struct Telling {
  const Timeline& timeline;
  Instant at;
  Source source = Source::system;
};

// Each answers how many memberships changed. Everybody, not yet said to be evaluated; and said so.
std::int64_t bring_up_to_date(store::Store& store, const Telling& telling, const Segment& segment, Moves moves,
                              const std::stop_token& stop);
std::int64_t evaluate(store::Store& store, const Telling& telling, const Segment& segment, Moves moves,
                      const std::stop_token& stop);
// Of these members.
std::int64_t evaluate_few(store::Store& store, const Telling& telling, const Segment& segment,
                          const std::vector<MemberId>& members, const std::stop_token& stop);

void set_evaluated(store::Store& store, const std::vector<Segment>& evaluated, Instant at);
// How many are in each: rows of who was erased went by themselves.
void count_anew(store::Store& store);

}  // namespace parvis::community
