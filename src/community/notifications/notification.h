// Notifications: what happened on the square that concerns a member. They are written in the transaction of the act
// (notifier.h), folded while unread (one for each member, thread and kind, which counts), and read here. Functions over
// a Reader or Transaction; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "community/spaces/space.h"
#include "community/types.h"
#include "community/visibility/viewer.h"
#include "core/store/store.h"

namespace parvis::community {

inline constexpr int kNotificationsPerPage = 40;
// What was read this long ago is dropped: it is on the timeline, and nobody turns back so many pages.
inline constexpr std::int64_t kKeepReadFor = 180 * kDay;

struct Notification {
  NotificationId id;
  NotificationKind kind = NotificationKind::reply;
  std::int64_t count = 1;  // how many acts it stands for; what follows is of the last
  Instant created_at;
  std::optional<Instant> read_at;
  ThreadId thread;  // zero: about no conversation, and nothing of the next is said, up to the actor
  SpaceId space;
  std::string title, slug, language;  // of the thread
  PostId post;
  std::int64_t post_number = 0;
  MemberId post_author;
  bool is_theirs = false;  // in a thread they opened, or about or to a post of theirs
  std::string reaction;    // its key, for a reaction that is still given
  MemberId actor;
  std::string actor_handle, actor_name, actor_title;
  int actor_hue = 0;
  Role actor_role = Role::member;
  MemberStatus actor_status = MemberStatus::active;

  bool unread() const { return !read_at; }
};

struct NotificationList {
  std::vector<Notification> rows;  // the latest first
  std::string next;                // cursor of the next page; empty on the last
};
// Of the viewer, a member; without those about what they may no longer read.
NotificationList list_notifications(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                                    std::string_view cursor = {}, int limit = kNotificationsPerPage);

// For letters: the unread ones of one thread (0: about no conversation) that were written from then on, in order; and
// those of all threads written between two instants, the latest first. Of what the viewer may read.
std::vector<Notification> notifications_to_tell(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                                                ThreadId thread, Instant written_from, int limit);
std::vector<Notification> notifications_to_tell(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                                                Instant written_from, Instant written_before, int limit);

// Unread ones of those that `list_notifications` gives the member.
std::int64_t count_unread(store::Reader& reader, MemberId member);

// Each answers how many were unread before; when there were any, ring the bell.
std::int64_t read_notification(store::Transaction& transaction, MemberId member, NotificationId id, Instant at = now());
std::int64_t read_all_notifications(store::Transaction& transaction, MemberId member, Instant at = now());
// What is about groups: the page that says it all was opened.
std::int64_t read_notifications_of_groups(store::Transaction& transaction, MemberId member, Instant at = now());
// A member who has read a thread up to post `up_to` has read what notified them of those posts. Called where the read
// mark moves; ask `has_unread_of_thread` first on a read connection.
store::Changes read_notifications_of_thread(store::Transaction& transaction, MemberId member, ThreadId thread,
                                            std::int64_t up_to, Instant at = now());
bool has_unread_of_thread(store::Reader& reader, MemberId member, ThreadId thread);
void foresee_unread_of_thread(store::Reader& reader, MemberId member, ThreadId thread);

// Drops what was read before this instant, a batch at a time.
void drop_old_notifications(store::Store& store, Instant read_before);

}  // namespace parvis::community
