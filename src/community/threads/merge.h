// Merging two threads, and taking back what was split or merged lately. Whoever may move threads in both spaces may.
#pragma once

#include <string>
#include <vector>

#include "community/activity/activity.h"
#include "community/threads/thread.h"

namespace parvis::community {

// Later on people have answered what they found there, and the opposite act is the clearer one.
inline constexpr std::int64_t kTakeBackWithin = kDay;

struct Merged {
  ThreadId kept, gone;
  std::int64_t posts = 0;  // that went over
};
// Of the two, the one whose first post is the later goes into the other, with all its posts in the order of time; what
// leads to it leads there. Nobody reads it any more, and it is not restored as a deleted thread is.
Merged merge_threads(store::Transaction& transaction, const Act& act, ThreadId one, ThreadId other);
// Which of the two would be kept.
ThreadId kept_of(store::Reader& reader, ThreadId one, ThreadId other);

// A split or a merge of the last day.
struct Transfer {
  ActivityId act;
  Verb verb = Verb::thread_split;
  Instant at;
  ThreadId from, into;
  std::int64_t posts = 0;
  std::string title;  // of the other thread than the one asked about
  SpaceId space;      // of that thread; says nothing of who may read it
  MemberId actor;
  std::string takes_back;  // the identifier of another, as text, when this took that back
  bool other_deleted = false;
  // A merge leaves the other deleted and brings it back; what was split off and deleted since must be restored first.
  bool can_be_taken_back() const { return verb != Verb::thread_split || !other_deleted; }
};
// Those of this thread that were not taken back and took nothing back, the latest first.
std::vector<Transfer> latest_transfers(store::Reader& reader, ThreadId thread, Instant at);
// Undoes it: posts return to their old thread and, as far as the order of time has room for them, to their old numbers.
// Gives the thread to look at. NotFound when there is no such act of the last day; Conflict when it was taken
// back already, or what it moved went on elsewhere meanwhile.
ThreadId take_back_transfer(store::Transaction& transaction, const Act& act, ActivityId transfer);

}  // namespace parvis::community
