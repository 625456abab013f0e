// What staff did: the timeline's acts of those who keep order and manage, on others' words, on members and on the
// community itself, with the reasons. Append-only, as the timeline is. Two readings: all of it for those who manage,
// and for everybody, where the community wants it, what was done to words and members without naming whose. Functions
// over a Reader; any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "community/activity/activity.h"
#include "community/moderation/ground.h"
#include "community/visibility/viewer.h"

namespace parvis::community {

inline constexpr int kActsPerPage = 50;

// In the order of `on` of the page and of the API.
enum class ActsOn { everything, words, members, community };

struct AuditQuery {
  ActsOn on = ActsOn::everything;
  std::optional<MemberId> actor, about;
  Instant from, until;  // zero: without a bound
  ActivityId before;    // zero: from the latest on
};

struct StaffAct {
  ActivityId id;
  Instant at;
  std::string actor_handle, actor_name;  // empty: at the command line, or by the program
  Verb verb = Verb::joined;
  ObjectKind object_kind = ObjectKind::none;
  std::int64_t object = 0;
  SpaceId space;
  ThreadId thread;
  std::string thread_title, thread_slug, thread_language;
  bool thread_deleted = false;
  std::int64_t number = 0;  // of the post, where the act is on one
  std::string about_handle, about_name;
  std::int64_t amount = 0;
  std::string detail;
  Ground ground = Ground::none;  // of what was hidden, turned down or sanctioned
  MemberId actor, about;
  std::string influencer;  // name of whom it is about in the table of influencers, while they stand there
};

// For those who manage: the latest first, at most kActsPerPage, or as many as are asked for.
std::vector<StaffAct> staff_acts(store::Reader& reader, const AuditQuery& query, int at_most = kActsPerPage);
// What the public log tells this viewer: without what they may not read.
std::vector<StaffAct> public_acts(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                                  ActivityId before);

}  // namespace parvis::community
