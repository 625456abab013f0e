// Keeps the index in step: posts written, edited, moved or deleted are queued in `search_pending` by the act's own
// transaction, and folded into the index in batches shortly after, so that an act does not wait for it. One Indexer for
// each Community, with a thread of its own; `index_pending` may also be called directly, by commands and tests.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "community/activity/activity.h"
#include "core/store/store.h"

namespace parvis::community {

class Indexer {
 public:
  // Listens to the timeline: an act on a post wakes it.
  Indexer(store::Store& store, Timeline& timeline);
  ~Indexer();
  Indexer(const Indexer&) = delete;
  Indexer& operator=(const Indexer&) = delete;

  void start();
  void stop();

 private:
  void work(const std::stop_token& stop);
  void wake();

  store::Store& store_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  bool waiting_ = true;  // something may be queued
  std::jthread thread_;
};

// Folds everything queued; answers how many posts. `progress`, if any, hears how many are done. Returns early when
// `stop` is asked for.
std::int64_t index_pending(store::Store& store, const std::function<void(std::int64_t)>& progress = {},
                           const std::stop_token& stop = {});
// The same for a load of posts while nothing else writes: in long transactions, the next batch cut into stems while the
// last one is written. Holds a few thousand posts in memory at most.
std::int64_t index_in_bulk(store::Store& store);
// Leaves no byte in the index of what was taken out of it, a little in each of many short writes.
void forget_taken_out(store::Store& store);
// Queues every post again, for a rebuild.
void queue_everything(store::Transaction& transaction);
// What is wrong with the index: posts that are missing from it though nothing is queued. For `parvis check`.
std::int64_t count_pending(store::Reader& reader);

}  // namespace parvis::community
