// A small community in memory for tests: a migrated store, members, spaces, and the common acts as one call each. Time
// moves one minute with each act, so that orders are certain. Not shared between threads.
//
//   TestCommunity square;
//   const auto ana = square.member("Ana");
//   const auto thread = square.thread(ana, square.questions, "Which chain for a tandem?");
//   square.reply(square.leader("Léo"), thread.thread, "A chain of 11 speeds.");
//   EXPECT_THAT(square.wrong_counters(), IsEmpty());
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "community/activity/activity.h"
#include "community/identity.h"
#include "community/threads/post.h"
#include "community/threads/thread.h"
#include "core/store/store.h"

namespace parvis::community::testing {

class TestCommunity {
 public:
  TestCommunity();

  // An active member, seen as the viewer of their own acts.
  Viewer member(const std::string& name, Role role = Role::member, MemberStatus status = MemberStatus::active);
  Viewer leader(const std::string& name);  // of all spaces made so far
  Viewer manager(const std::string& name) { return member(name, Role::manager); }
  static Viewer visitor() { return {}; }

  SpaceId space(const std::string& slug, SpaceKind kind = SpaceKind::discussion,
                SpaceVisibility visibility = SpaceVisibility::everyone);

  // An act one minute after the last. Holds references to the viewer and to this.
  Act act(const Viewer& viewer, Source source = Source::page);
  Instant tick() { return at_ = at_ + kMinute; }
  Instant last_instant() const { return at_; }

  OpenedThread thread(const Viewer& author, SpaceId space, const std::string& title = "A thread about brakes",
                      const std::string& body = "They squeal.", const std::vector<std::string>& tags = {});
  PublishedPost reply(const Viewer& author, ThreadId thread, const std::string& body = "Clean the rims.",
                      PostId reply_to = {});
  PostText text(const std::string& body);

  template <class Action>
  auto write(Action&& action) {
    return store->write(std::forward<Action>(action));
  }
  template <class Action>
  auto read(Action&& action) {
    return store->read(std::forward<Action>(action));
  }

  // Lines of check_counters; empty when all counters equal what they count.
  std::vector<std::string> wrong_counters();
  // The timeline's verbs in order, from the last `count`.
  std::vector<Verb> last_verbs(int count);

  std::unique_ptr<store::Store> store;
  Timeline timeline;
  std::shared_ptr<const SpaceList> spaces;
  std::vector<ReactionKind> reactions{{"thanks", {}}, {"useful", {}}, {"funny", {}}};
  SpaceId talk, questions, members_only;  // the spaces it begins with

 private:
  Instant at_{1'767'225'600'000'000};  // 2026-01-01
  std::vector<SpaceId> all_spaces_;
};

}  // namespace parvis::community::testing
