// Other programs that serve the same community over one database (docs/decisions/0014-several-nodes.md). What they
// commit is heard at once by the line the store keeps to them, read from the timeline by its identifiers, and done here
// what the timeline's listeners do after a commit of ours: kept pages and texts go, members are read anew, open pages
// hear of it. A word that is lost costs two seconds, a line that was down a walk over what was missed. `start` opens
// the line, whose thread does all of this; the destructor closes it. The community outlives it.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>

#include "community/community.h"
#include "community/notifications/bell.h"
#include "core/store/shared.h"

namespace parvis::app {

class OtherNodes {
 public:
  explicit OtherNodes(community::Community& community);
  ~OtherNodes();
  OtherNodes(const OtherNodes&) = delete;
  OtherNodes& operator=(const OtherNodes&) = delete;

  // False where no other program can be.
  bool start();
  // What the line's thread does; not from two threads at a time.
  void hear(const store::Heard& heard);

  std::uint64_t acts() const { return acts_; }
  bool is_up() const { return line_ && line_->is_up(); }

 private:
  void hear_words(const std::vector<std::string>& words);
  void catch_up();
  void begin_anew(community::ActivityId last);
  bool follow_timeline(int at_most);
  bool is_own(const community::Activity& act) const;
  void follow(const community::Activity& act);
  void see(const std::vector<community::MemberId>& members);
  void tell_who_is_here();

  community::Community& community_;
  store::Shared* shared_;  // null over SQLite
  const community::Timeline::Listener follow_the_square_;
  const community::Bell bell_;
  community::ActivityId from_;  // the timeline is followed up to here
  bool knows_from_ = false;
  std::chrono::steady_clock::time_point told_at_{};
  std::atomic<std::uint64_t> acts_{0};
  std::unique_ptr<store::Line> line_;
};

}  // namespace parvis::app
