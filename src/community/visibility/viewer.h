// Who is looking, and what they may see and do. The one place that answers; every query joins its fragment. A Viewer
// is a value made once for a request; the functions are pure.
#pragma once

#include <string>
#include <vector>

#include "community/spaces/space.h"
#include "community/types.h"
#include "core/store/sql.h"

namespace parvis::community {

struct Viewer {
  MemberId member;  // zero: a visitor
  Role role = Role::visitor;
  MemberStatus status = MemberStatus::active;
  std::vector<SpaceId> leads;  // spaces given to a leader
  std::string handle;
  std::string display_name;
  int hue = 0;
  bool newcomer = false;            // a member the community does not know yet (rights/trust.h)
  std::vector<CustomRoleId> roles;  // custom ones

  bool signed_in() const { return static_cast<bool>(member); }
  bool is_manager() const { return role >= Role::manager; }
};

bool may_read(const Viewer& viewer, const Space& space);
// What the space's table gives this viewer, whatever else stands in the way. Nothing to visitors, to members who have
// not confirmed their address, and to those who cannot read it; of what is contributed nothing in a closed space.
Permission permission(const Viewer& viewer, const Space& space, Action action);
// At once.
inline bool may(const Viewer& viewer, const Space& space, Action action) {
  return permission(viewer, space, action) == Permission::yes;
}
// At once, or once somebody has let it through.
inline bool may_ask(const Viewer& viewer, const Space& space, Action action) {
  return permission(viewer, space, action) != Permission::no;
}

// Whoever may delete what others wrote sees what was deleted, and whoever may close a thread goes on in a closed one.
bool sees_deleted(const Viewer& viewer, const SpaceList& spaces, SpaceId space);
bool may_pass_closure(const Viewer& viewer, const SpaceList& spaces, SpaceId space);

// The spaces this viewer may read, in order.
std::vector<const Space*> readable_spaces(const Viewer& viewer, const SpaceList& spaces);
// " and <column> in (…)": to be joined to every query that reads threads, posts or activities. `column` is the space
// column in that query ("thread.space").
store::Sql only_readable(const Viewer& viewer, const SpaceList& spaces, const store::Sql& column);
// " and member.status = 1 and …": to be joined to every query that chooses members who are told of something in the
// space whose identifier the expression `space` gives ("$3"): active, and allowed to read it.
store::Sql only_readers_of(const store::Sql& space);
// A short text equal for viewers who may read the same spaces; part of cache keys.
std::string audience(const Viewer& viewer, const SpaceList& spaces);

}  // namespace parvis::community
