// Keeps the membership of segments and the stages of journeys current. Acts are followed on the timeline: whoever an
// act names is looked at again, for the segments whose condition such an act can change. Time alone changes them at
// midnight UTC, when everybody is looked at. Who comes or goes so stands on the timeline; when a segment is new or has
// another condition, its members are filled in without a fact for each. One SegmentKeeper for a serving program, with a
// thread of its own; the functions may be called directly, by commands and tests.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "community/segments/segment.h"

namespace parvis::community {

class SegmentKeeper {
 public:
  // Listens to the timeline: any act wakes it. Before the first write.
  SegmentKeeper(store::Store& store, Timeline& timeline);
  ~SegmentKeeper();
  SegmentKeeper(const SegmentKeeper&) = delete;
  SegmentKeeper& operator=(const SegmentKeeper&) = delete;

  void start();
  void stop();

 private:
  void work(const std::stop_token& stop);
  void wake();

  store::Store& store_;
  Timeline& timeline_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  bool waiting_ = true;
  std::jthread thread_;
};

// Folds the acts and brings every segment and stage up to date; answers how many memberships changed.
std::int64_t keep_segments(store::Store& store, const Timeline& timeline, const std::stop_token& stop = {});

enum class Moves { told, silent };  // on the timeline, or filled in
// Looks at every member, for one segment, as of `at`; answers how many memberships changed.
std::int64_t evaluate_whole(store::Store& store, const Timeline& timeline, const Segment& segment, Moves moves,
                            Instant at, Source source = Source::system);
// Segments in such an order that each comes after those it stands on.
std::vector<Segment> in_order_of_need(std::vector<Segment> all);
// Lives the past days through once more, `step` days at a time, so that what was made today has a history.
struct Past {
  Instant from;
  std::int64_t step = 7;  // days
  Moves moves = Moves::silent;
  Source source = Source::system;
};
// Stopped midway, it leaves them as they were: not evaluated, when they are new.
void live_through_again(store::Store& store, const Timeline& timeline, const std::vector<Segment>& segments,
                        const Past& past, const std::stop_token& stop = {});

}  // namespace parvis::community
