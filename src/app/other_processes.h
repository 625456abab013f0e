// Commands change members while the program serves, each in a process of its own: a role, a password, a new member.
// Nobody calls this process's listeners then, so it reads what the timeline says commands did, every few seconds, and
// does what those listeners would have done: kept pages go, members are read anew, streams end. `start` begins the
// thread; the destructor ends it. The community outlives it.
#pragma once

#include <condition_variable>
#include <mutex>
#include <set>
#include <thread>

#include "community/community.h"

namespace parvis::app {

class OtherProcesses {
 public:
  // Hears of acts from now on: what was before is in nobody's memory.
  explicit OtherProcesses(community::Community& community);
  ~OtherProcesses();
  OtherProcesses(const OtherProcesses&) = delete;
  OtherProcesses& operator=(const OtherProcesses&) = delete;

  void start();
  // Reads once what is new. Not from two threads at a time.
  void look();

 private:
  void keep_looking(const std::stop_token& stop);

  community::Community& community_;
  std::int64_t from_;             // acts with greater identifiers are read
  std::set<std::int64_t> heard_;  // of those, the ones heard of already
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::jthread looker_;
};

}  // namespace parvis::app
