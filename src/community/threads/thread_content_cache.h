// Pages of threads kept in memory for all viewers, because most signed-in views are of few threads. Holds no decision
// about who may read: that is asked again at every `find`. Entries know which members and threads they show; an
// activity that changes one of them drops them, and none grows older than a minute, for what comes with no activity of
// this process (another process's acts, how many posts an author wrote). What was read before such an activity
// committed is never kept after it. Bounded in bytes, least recently used first out. One for each Community, which owns
// it; thread safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "community/threads/thread_page.h"

namespace parvis::community {

class ThreadContentCache {
 public:
  static constexpr std::int64_t kMaxAge = kMinute;

  explicit ThreadContentCache(std::size_t max_bytes);
  ~ThreadContentCache();
  ThreadContentCache(const ThreadContentCache&) = delete;
  ThreadContentCache& operator=(const ThreadContentCache&) = delete;

  // Hears of committed activities. Before the first write.
  void listen_to(Timeline& timeline);
  void hear(const Activity& activity);

  // The page of the thread that holds post `number`, when this viewer may read it; NotFound as `find_thread`. Reads on
  // a snapshot of its own, taken after the generation: an older one could bring back what was just forgotten.
  std::shared_ptr<const ThreadContent> find(store::Store& store, const Viewer& viewer, const SpaceList& spaces,
                                            ThreadId thread, std::int64_t number);

  // The generation to take before reading, and to give to `keep`; exposed for tests.
  std::uint64_t generation() const;
  void keep(std::shared_ptr<const ThreadContent> content, std::uint64_t generation);
  void forget(ThreadId thread);              // all its pages
  void forget_mentions_of(ThreadId thread);  // the pages that list it among related threads
  void forget(MemberId member);              // the pages they appear on
  void clear();

  struct Figures {
    std::size_t entries = 0, bytes = 0;
    std::uint64_t hits = 0, misses = 0;
  };
  Figures figures() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace parvis::community
