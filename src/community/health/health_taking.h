// What one act after the other does to the folded views of health (health_fold.h). Lives within a transaction.
#pragma once

#include <set>

#include "community/activity/activity.h"
#include "community/health/health_sums.h"

namespace parvis::community::health {

struct FoldedWord {
  ObjectKind kind;
  std::int64_t object = 0;
  ThreadId thread;
  Instant at;
  MemberId author, counterpart;
  bool gone = false;
};
// One that went into another as a whole is there no more, and what was done in it counts.
enum class ThreadStanding { present, deleted, merged };
struct FoldedThread {
  ThreadId thread;
  Instant opened_at;
  MemberId author;
  ThreadStanding standing = ThreadStanding::present;
};
struct Met {
  Instant at;
  MemberId counterpart;
};

class HealthFold {
 public:
  HealthFold(store::Transaction& transaction, LocalDays days) : transaction_(transaction), sums_(days) {}

  void take(const Activity& act);
  // Of a walk: everything that words, conversations and deletions bring about is known already.
  void take_as_it_ended(const Activity& act);
  void finish(Views views);
  void finish_piece();

 private:
  void take_part(const Activity& act);
  void count(ActKind kind, const Activity& act);
  bool is_hidden(ThreadId id);

  // What goes into a conversation that is known to be gone counts when that comes back.
  void add_word(ObjectKind kind, ActKind as, const Activity& act);
  void count_if_it_stands(ObjectKind kind, ActKind as, const Activity& act);

  // Named in words as they were written; those named at a later edit count by themselves.
  bool goes_with_hidden_words(const Activity& act);

  // Only what one did oneself: when a leader withdraws the answer that an asker accepted, the asker's act was done.
  void take_back(ActKind kind, Verb verb, const Activity& act, std::string_view detail);
  void count_word(const FoldedWord& word, Counts counts);
  bool is_gone(const store::Sql& asked, std::int64_t object);
  void settle_word(ObjectKind kind, std::int64_t object, const store::Sql& asked);
  ThreadStanding standing_of(ThreadId id);

  // Nobody opened what was split from another: its first words were a reply there, and count as one.
  bool was_opened(const FoldedThread& thread);
  void settle_thread(ThreadId id);
  void move_words(const Activity& act);

  store::Transaction& transaction_;
  HealthSums sums_;
  std::set<ThreadId> touched_;
};

}  // namespace parvis::community::health
