// Backups that the program makes by itself: when one is due, a thread of low rank makes it, so that neither requests
// nor other jobs wait for it; then what retention does not keep is taken away. What came of it is kept in the database,
// told in the log, in the metrics and, when it failed, to the managers.
#pragma once

#include <atomic>
#include <mutex>
#include <thread>

#include "community/community.h"
#include "core/time/instant.h"

namespace parvis::backup {

// Of what the program made by itself.
struct State {
  Instant last_good;  // zero: never
  std::int64_t bytes = 0;
  std::string file;
  Instant running_until;  // a node that began one and has not ended keeps the others from it until then
  std::int64_t made = 0, failed = 0;
  std::string failure;  // of the last attempt, when it failed
};
State read_state(store::Reader& reader);

// The last instant up to `at` at which one should have been made; `every` is above zero, `time_of_day` "03:30".
Instant last_slot(Instant at, std::int64_t every, std::string_view time_of_day);

class Schedule {
 public:
  // Registers its job and figures. The community outlives this.
  explicit Schedule(community::Community& community);
  // Gives up a backup under way, which leaves nothing behind.
  ~Schedule();
  Schedule(const Schedule&) = delete;
  Schedule& operator=(const Schedule&) = delete;

  // Begins a backup when one is due and none is under way.
  void look();
  // Until the one under way is made, if any.
  void wait();

 private:
  void forget_interrupted();
  bool claim(Instant slot);
  void make();
  void add_figures();

  community::Community& community_;
  Instant started_;
  std::atomic<bool> stopping_{false};
  std::mutex mutex_;
  std::thread thread_;
  std::atomic<bool> running_{false};
};

}  // namespace parvis::backup
