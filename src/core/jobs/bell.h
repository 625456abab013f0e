// Tells the runners of this process that a job was committed, so that they need not ask the database all the time.
// One for the process: a runner of another community that hears it looks once and finds nothing. Thread safe.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace parvis::jobs {

class Bell {
 public:
  static Bell& of_process();

  void ring();
  std::uint64_t rung() const;
  // Returns when it has been rung more than `heard` times, or after `most`.
  void wait(std::uint64_t heard, std::chrono::microseconds most);

 private:
  mutable std::mutex mutex_;
  std::condition_variable condition_;
  std::uint64_t rung_ = 0;
};

}  // namespace parvis::jobs
