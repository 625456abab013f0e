#include "core/jobs/bell.h"

namespace parvis::jobs {

Bell& Bell::of_process() {
  static Bell bell;
  return bell;
}

void Bell::ring() {
  {
    std::lock_guard lock(mutex_);
    ++rung_;
  }
  condition_.notify_all();
}

std::uint64_t Bell::rung() const {
  std::lock_guard lock(mutex_);
  return rung_;
}

void Bell::wait(std::uint64_t heard, std::chrono::microseconds most) {
  std::unique_lock lock(mutex_);
  condition_.wait_for(lock, most, [&] { return rung_ > heard; });
}

}  // namespace parvis::jobs
