// Takes plans on: once a minute, on one node, a durable job lets those begin who came into a plan's segment, goes on
// from tasks that were decided on, and takes the steps that are due; a quarter of an hour apart it ends the ways whose
// condition holds. Each piece is one transaction that looks again at what it acts on, so that a job broken off goes on
// where it stopped, and a step is taken once whichever node takes it. Any thread.
#pragma once

#include <functional>

#include "community/community.h"
#include "community/letters/letter_reader.h"
#include "community/plans/plan_way.h"

namespace parvis::cockpit {

using community::Community;

struct Taking {
  store::Store& store;
  const community::Timeline& timeline;
  community::Sender sender;
  std::string key;                                                          // of the links that end letters
  std::function<void(store::Transaction&, community::MemberId)> ring = {};  // tells open pages; may be empty
  std::function<bool()> stopping = {};
};
Taking taking_of(Community& community);

struct TakenOn {
  std::int64_t begun = 0, tasks = 0, letters = 0, skipped = 0, held = 0, ended = 0;
  std::int64_t all() const { return begun + tasks + letters + skipped + held + ended; }
};
// What is due at `at`.
TakenOn take_plans_on(const Taking& taking, Instant at);
// Ends the ways for whom the condition of their plan holds; answers how many.
std::int64_t end_met_ways(const Taking& taking, Instant at);

// Those whom somebody put on a plan together; nobody once who asked for it no longer manages the community.
void begin_plans_when_asked(jobs::Runner& jobs, const community::Timeline& timeline);

// Before the community starts.
void take_plans_on_by_the_clock(Community& community);

}  // namespace parvis::cockpit
