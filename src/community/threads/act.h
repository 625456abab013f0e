// What a rule needs to know of the act it is asked to do: by whom, when, from where. Made by the handler (visit_act.h),
// the API, a command or a test, for the length of one write; holds references, owns nothing.
#pragma once

#include <span>
#include <string_view>

#include "community/activity/activity.h"
#include "community/spaces/space.h"
#include "community/visibility/viewer.h"
#include "core/text/language.h"

namespace parvis::community {

struct Act {
  const Timeline& timeline;
  const Viewer& actor;
  const SpaceList& spaces;
  Instant at;  // zero: now
  Source source = Source::page;
  text::Language language = text::Language::en;  // the actor's: taken for a text too short to tell its own
  bool let_through = false;                      // it waited, and who may decide lets it in
};

// What an act was about, for the echoes of the timeline (notifications), so that they need not ask again. The views
// live as long as the call.
struct PostContext {
  ThreadId thread;
  SpaceId space;
  MemberId thread_author;
  std::string_view title;
  std::string_view slug;
  PostId post;              // zero when the act is about the thread alone
  std::int64_t number = 0;  // of the post in its thread
  MemberId post_author;
  std::string_view body;                // Markdown of what was written; empty when nothing was
  std::span<const MemberId> quoted;     // whose words it quotes
  std::span<const MemberId> mentioned;  // whom it names; each has an activity of their own, recorded after this one
  bool is_for_all = false;              // whoever is signed in may read the space, as far as the act knows
  bool let_through = false;             // it had waited: its author is not here, and has read nothing by it
};

Instant instant_of(const Act& act);
// The activity with actor, instant and source of the act.
Activity activity_of(const Act& act, Verb verb, ObjectKind kind, std::int64_t object);

// The checks each rule begins with. `space_to_read` throws NotFound, so that nobody learns of what they may not read;
// `require` throws SignInNeeded for visitors and Forbidden for those whom the space's table does not let do this at
// once.
const Space& space_to_read(const Viewer& viewer, const SpaceList& spaces, SpaceId space);
const Space& require(const Act& act, SpaceId space, Action action);

}  // namespace parvis::community
