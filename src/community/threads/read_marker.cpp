#include "community/threads/read_marker.h"

#include <algorithm>

#include "community/threads/read_mark.h"
#include "core/log/log.h"

namespace parvis::community {

void ReadMarker::start() {
  if (writer_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    writing_ = true;
  }
  writer_ = std::jthread([this](const std::stop_token& stop) { keep_writing(stop); });
}

void ReadMarker::stop() {
  if (!writer_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    writing_ = false;
  }
  writer_.request_stop();
  writer_.join();
  writer_ = {};
}

void ReadMarker::note(MemberId member, ThreadId thread, std::int64_t number) {
  bool later = false;
  {
    const std::lock_guard lock(mutex_);
    auto& note = notes_[{member, thread}];
    note = {std::max(note.number, number), now()};
    later = writing_;
  }
  if (later) {
    changed_.notify_one();
  } else {
    flush();
  }
}

void ReadMarker::flush() {
  Notes notes;
  {
    const std::lock_guard lock(mutex_);
    notes.swap(notes_);
  }
  if (notes.empty()) return;
  store_.write([&](store::Transaction& transaction) {
    for (const auto& [key, note] : notes) mark_read(transaction, key.first, key.second, note.number, note.at);
  });
}

void ReadMarker::keep_writing(const std::stop_token& stop) {
  while (true) {
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, stop, [&] { return !notes_.empty(); });
      if (notes_.empty()) return;  // asked to stop, and nothing waits
    }
    try {
      flush();
    } catch (const std::exception& error) {
      log::warning("Read marks could not be written", {{"what", error.what()}});
    }
  }
}

}  // namespace parvis::community
