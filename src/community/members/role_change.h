// Giving somebody a role. A change of rights ends the member's sessions, so that the next one has a new token
// (OWASP ASVS 7.2.4), and their one-time links. Rules over a Transaction; usable from any thread.
#pragma once

#include <vector>

#include "community/activity/activity.h"
#include "community/types.h"
#include "community/visibility/viewer.h"
#include "core/store/store.h"

namespace parvis::community {

struct RoleChange {
  MemberId member;
  Role role = Role::member;
  std::vector<SpaceId> leads;  // the spaces given to a leader; ignored for other roles
};

// By a manager, who gives roles up to their own and takes none above it; Forbidden otherwise. Conflict when nobody
// would be left to manage. Nothing happens when all is so already.
void change_role(store::Transaction& transaction, const Timeline& timeline, const Viewer& actor,
                 const RoleChange& change, Source source = Source::page);
// By the command line, which may do everything. `actor` is then nobody.
void change_role(store::Transaction& transaction, const Timeline& timeline, const RoleChange& change);

// The spaces a leader was given.
std::vector<SpaceId> spaces_led_by(store::Reader& reader, MemberId member);

// Is there an active manager or administrator?
bool has_manager(store::Reader& reader);

// A manager gives an imported account, not claimed yet, the address it can be claimed with; empty: none. Links sent to
// another address end. Forbidden for an account whose role is above the manager's, since who claims it gets that role;
// Conflict when the account is somebody's already or the address another's.
void set_unclaimed_address(store::Transaction& transaction, const Timeline& timeline, const Viewer& actor,
                           MemberId member, std::string_view email, Source source = Source::page);

}  // namespace parvis::community
