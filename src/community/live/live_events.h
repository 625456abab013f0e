// What open pages hear of the square while they are open: an echo of the timeline that publishes an event for each act
// in a thread, and a listener that keeps the square's counts moving and ends streams whose rights have changed. Events
// carry identifiers and numbers only, never words: the page asks for the words, and is judged again when it does.
//
//   topic thread:…   post {thread, number, id} · edit {post} · comment {post} · deleted {post} · vote {post, up, down}
//                    reaction {post, reactions} · solution {post or null} · closed {closed} · thread {thread}
//   topic member:…   notification {unread}   (notifications/bell.h)
//   topic site…      site {members, threads, posts}: how many more there are since the event before
//
// The event's id is the activity's, so a reader who returns with Last-Event-ID misses nothing.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "community/activity/activity.h"
#include "community/spaces/space.h"
#include "core/live/hub.h"

namespace parvis::community {

class LiveEvents final : public Echo {
 public:
  explicit LiveEvents(live::Hub& hub) : hub_(hub) {}
  void after(store::Transaction& transaction, const Activity& activity, const PostContext& context) const override;

 private:
  live::Hub& hub_;
};

// What open pages hear of an act of another process, read anew from the database; nothing for most acts.
std::optional<live::Event> event_of_another_process(store::Reader& reader, const Activity& activity);

// The counts of `site`, and the end of streams whose member signed out or changed roles. The hub and the directory
// outlive the timeline's use.
// For each process's acts one follower.
Timeline::Listener follower_of_the_square(live::Hub& hub, const SpaceDirectory& spaces);

// Ends the streams of the member whose rights this act changed.
void end_streams_after(const Activity& activity, live::Hub& hub);

// Ends the streams of those who read threads of the space.
std::string space_topic(SpaceId space);

// The thread in its space: when it moves, those who listened hear nothing more.
std::string thread_topic(ThreadId thread, SpaceId space);
// What everybody may count, and what only members may.
inline constexpr char kSiteTopic[] = "site";
inline constexpr char kMembersSiteTopic[] = "site:members";

}  // namespace parvis::community
