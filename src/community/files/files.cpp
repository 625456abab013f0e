#include "community/files/files.h"

#include "core/blobs/open_blobs.h"

namespace parvis::community {

Files::Files(const config::Settings& settings, store::Store& store, Timeline& timeline)
    : store_(store), blobs_(blobs::open_blobs(settings)), workshop_(media::workshop_options(settings)) {
  timeline.subscribe([this](const Activity& activity) { hear(activity); });
}

FileRules Files::rules() {
  std::unique_lock lock(mutex_);
  if (rules_) return *rules_;
  const auto times_forgotten = times_forgotten_;
  lock.unlock();
  const auto read = store_.read(read_file_rules);
  lock.lock();
  if (times_forgotten == times_forgotten_) rules_ = read;
  return read;
}

void Files::hear(const Activity& activity) {
  if (activity.verb == Verb::file_rules_changed) forget_rules();
}

void Files::forget_rules() {
  const std::lock_guard lock(mutex_);
  rules_.reset();
  ++times_forgotten_;
}

}  // namespace parvis::community
