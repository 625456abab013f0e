// Read marks of opened pages, written beside the requests: a page is answered without waiting for the disk, and the
// marks of everybody who reads meanwhile are one transaction. A mark lost to a crash is a page shown once more as
// unread. One for each Community, which owns it; any thread may call.
#pragma once

#include <condition_variable>
#include <map>
#include <mutex>
#include <stop_token>
#include <thread>
#include <utility>

#include "community/types.h"
#include "core/store/store.h"

namespace parvis::community {

class ReadMarker {
 public:
  explicit ReadMarker(store::Store& store) : store_(store) {}
  ~ReadMarker() { stop(); }
  ReadMarker(const ReadMarker&) = delete;
  ReadMarker& operator=(const ReadMarker&) = delete;

  // Begins the thread that writes; before, each note is written at once. `stop` ends it after a last write.
  void start();
  void stop();

  // The member, who was found to be allowed to read the thread, was shown it up to this number.
  void note(MemberId member, ThreadId thread, std::int64_t number);
  // Writes what waits, now.
  void flush();

 private:
  struct Note {
    std::int64_t number = 0;
    Instant at;
  };
  using Notes = std::map<std::pair<MemberId, ThreadId>, Note>;
  void keep_writing(const std::stop_token& stop);

  store::Store& store_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  Notes notes_;
  bool writing_ = false;  // the thread runs
  std::jthread writer_;
};

}  // namespace parvis::community
