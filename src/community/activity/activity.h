// The timeline: one append-only fact for every act, written in the transaction of the act. Everything derived
// (notifications, cache invalidation, live events, the cockpit's views) lives off these facts. The Timeline object is
// owned by the Community and may be used from any thread; listeners run on the committing thread, after the commit.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "community/activity/verbs.h"
#include "community/types.h"
#include "core/store/store.h"
#include "core/time/instant.h"

namespace parvis::community {

struct Activity {
  Instant at;      // zero: now
  MemberId actor;  // zero: nobody in particular
  Verb verb = Verb::joined;
  ObjectKind object_kind = ObjectKind::none;
  std::int64_t object = 0;
  SpaceId space;
  ThreadId thread;
  MemberId counterpart;
  std::int64_t amount = 0;
  std::string detail;
  Source source = Source::page;
  ActivityId id;  // given by `record`
};

struct PostContext;  // community/threads/act.h

// Hears of an act inside its transaction, right after it was recorded, with what it is about: notifications are written
// so. Runs on the writing thread: quick, and everything it does goes through the transaction.
class Echo {
 public:
  virtual ~Echo() = default;
  virtual void after(store::Transaction& transaction, const Activity& activity, const PostContext& context) const = 0;
};

class Timeline {
 public:
  using Listener = std::function<void(const Activity&)>;

  // Before the first write; listeners are quick and do not throw.
  void subscribe(Listener listener) { listeners_.push_back(std::move(listener)); }
  // Appends the fact and counts it ("activities" in tally). Listeners hear of it once it is durable, except for
  // imports, generated loads and the demo's past, which nobody is waiting for.
  ActivityId record(store::Transaction& transaction, Activity activity) const;

  // Before the first write. Rules about threads call `echo` themselves, because they have the context. Imports and
  // generated loads have no echo; the demo's past has, so that its people find what concerns them.
  void add_echo(std::unique_ptr<const Echo> echo) { echoes_.push_back(std::move(echo)); }
  void echo(store::Transaction& transaction, const Activity& activity, const PostContext& context) const;

 private:
  std::vector<Listener> listeners_;
  std::vector<std::unique_ptr<const Echo>> echoes_;
};

// Appends a fact of a bulk load without counting it, without listeners; a zero identifier is given. The load recounts.
void insert_activity_row(store::Transaction& transaction, const Activity& activity);

// The community's counters: members, threads, posts, comments, votes, reactions, activities.
void add_to_tally(store::Transaction& transaction, std::string_view name, std::int64_t difference);
std::int64_t read_tally(store::Reader& reader, std::string_view name);

}  // namespace parvis::community
