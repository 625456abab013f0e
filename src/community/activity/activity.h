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

#include "community/types.h"
#include "core/store/store.h"
#include "core/time/instant.h"

namespace parvis::community {

// What was done. Each meaning is fixed; actor, object and counterpart are named beside it.
enum class Verb {
  joined = 1,             // actor became a member (object: member)
  address_confirmed = 2,  // actor confirmed an e-mail address (object: member)
  charter_accepted = 3,   // actor accepted a version of the charter (amount: version)
  signed_in = 4,          // actor opened a session
  account_claimed = 5,    // actor took over an account that came with an import
  profile_changed = 6,    // actor changed their profile
  role_changed = 7,       // actor gave counterpart a role (amount: the role)
  badge_granted = 8,      // counterpart received a badge (object: badge, detail: its name); actor none when automatic
  followed = 9,           // actor follows object; counterpart when it is a member
  unfollowed = 10,
  signed_out = 11,        // actor closed a session of theirs
  password_changed = 12,  // actor chose a new password
  address_changed = 13,   // actor confirmed another e-mail address
  thread_opened = 20,     // actor opened object (thread)
  replied = 21,           // actor wrote object (post) in thread; counterpart: whom they answered
  commented = 22,         // actor wrote object (comment) under a post; counterpart: the post's author
  post_edited = 23,       // actor changed object (post); counterpart: its author when another
  post_deleted = 24,      // actor deleted object (post); counterpart: its author when another
  post_restored = 25,
  comment_deleted = 26,
  thread_retitled = 27,
  thread_tagged = 28,  // the tags of thread changed (detail: the new tags)
  thread_moved = 29,   // actor moved thread to space (amount: the space it came from)
  thread_closed = 30,
  thread_reopened = 31,
  thread_pinned = 32,
  thread_unpinned = 33,
  thread_related = 34,  // thread was linked to object (thread)
  thread_deleted = 35,
  thread_restored = 36,
  thread_unrelated = 37,
  tag_described = 38,  // actor wrote or changed the text of object (tag); none when no tag bears it
  reacted = 40,        // actor reacted to object (post) of counterpart (detail: the reaction's key)
  reaction_withdrawn = 41,
  voted = 42,              // actor voted on object (post) of counterpart (amount: +1, -1, or 0; detail: the kind)
  vote_withdrawn = 43,     // (amount: the value that was taken back)
  solution_accepted = 44,  // actor accepted object (post) of counterpart as the answer
  solution_withdrawn = 45,
  mentioned = 46,          // actor named counterpart in object (post)
  space_created = 60,      // actor made space
  space_changed = 61,      // actor changed space (detail: what, as "name,position")
  charter_published = 62,  // actor published a version (amount: version)
  community_changed = 63,  // actor changed what the community says of itself (detail: what, as "name,languages")
  space_closed = 64,       // actor ended writing in space
  space_reopened = 65,
  custom_role_made = 66,  // actor made object (role; detail: its slug, here and in the next four)
  custom_role_changed = 67,
  custom_role_removed = 68,
  custom_role_given = 69,    // actor gave counterpart object (role)
  custom_role_taken = 70,    // actor took object (role) from counterpart
  trust_changed = 71,        // actor changed what makes a newcomer
  held = 72,                 // actor sent in object (a contribution that waits) in space; thread when it answers one
  let_through = 73,          // actor published what counterpart had sent in (object: the post)
  turned_down = 74,          // actor refused what counterpart had sent in (detail: the reason)
  file_uploaded = 130,       // actor brought object (file) (amount: bytes that are kept of it)
  file_removed = 131,        // actor took object (file) away; counterpart: who had brought it when another
  file_described = 132,      // actor said anew what object (file) shows
  file_rules_changed = 133,  // actor changed which files may be brought, and how much of them
  data_asked = 140,          // actor asked for a copy of what is held about them (object: member, as in the next three)
  erasure_asked = 141,       // actor asked to be erased (amount: 1 their words stay, 2 they go)
  erasure_withdrawn = 142,   // actor came back before it was done
  erased = 143,              // what was held about actor is gone
  consent_given = 144,       // actor agreed to object (purpose; amount: the version of its text)
  consent_withdrawn = 145,   // actor no longer agrees to object (purpose; amount: the version of its text)
  purpose_changed = 146,     // actor made or changed object (purpose; amount: the version of its text)
  purpose_ended = 147,       // actor ended object (purpose): nothing is sent for it any more
  group_founded = 160,       // actor made object (group)
  group_changed = 161,       // actor changed object (group; detail: what, as "name,door")
  group_ended = 162,         // actor dissolved object (group)
  group_joined = 163,        // actor became one of object (group), which was open or had invited them
  group_left = 164,
  group_asked = 165,             // actor asked to be let into object (group)
  group_admitted = 166,          // actor let counterpart into object (group)
  group_turned_away = 167,       // actor did not let counterpart into object (group)
  group_invited = 168,           // actor invited counterpart into object (group)
  group_invitation_ended = 169,  // actor declined theirs, or took back counterpart's
  group_removed = 170,           // actor put counterpart out of object (group)
  group_standing_given = 171,    // actor gave counterpart a standing in object (group; amount: the standing)
  group_letter_sent = 172,       // actor wrote to object (group; amount: how many receive it)
  group_request_withdrawn = 173,
  unit_made = 180,          // actor made object (unit)
  unit_changed = 181,       // actor changed object (unit)
  unit_removed = 182,       // actor took object (unit) off the directory
  units_imported = 183,     // actor brought in a file of units (amount: how many are new or changed)
  unit_kind_changed = 184,  // actor made, renamed or removed object (kind of unit)
  service_stated = 185,     // actor said in which unit (object) they served, or changed it
  service_withdrawn = 186,
  profile_field_changed = 188,  // actor made, changed, moved or removed object (a field that profiles have)
};

enum class ObjectKind {
  none = 0,
  member = 1,
  space = 2,
  thread = 3,
  post = 4,
  comment = 5,
  tag = 6,
  badge = 7,
  charter = 8,
  role = 9,
  contribution = 10,
  file = 31,
  purpose = 34,
  group = 38,
  unit = 39,
  unit_kind = 40,
  profile_field = 41
};

enum class Source { page = 1, api = 2, import = 3, command = 4, demo = 5, generated = 6, system = 7 };

std::string_view verb_name(Verb verb);  // "thread_opened"; for the API
std::string_view object_kind_name(ObjectKind kind);
std::string_view source_name(Source source);

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
