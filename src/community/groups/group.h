// Groups: named sets of members (a club, a circle, a team) with a door, officers and spaces of their own. A hidden
// group is there for its members, for those it invited and for who manages the community; to all others nothing tells
// of it. Reading: every function here joins `only_visible_groups`. Any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "community/types.h"
#include "community/visibility/viewer.h"
#include "core/store/store.h"

namespace parvis::community {

// How one comes in. The numbers are the database's and stay.
enum class Door { open = 1, on_request = 2, by_invitation = 3, hidden = 4 };
enum class GroupStanding { none = 0, member = 1, officer = 2, founder = 3 };

std::string_view door_name(Door door);  // "on_request"; of forms, the API and the export
std::optional<Door> parse_door(std::string_view name);

struct Group {
  GroupId id;
  std::string slug;
  std::string name;
  std::string description;
  Door door = Door::open;
  Instant created_at;
  std::int64_t members = 0;
};

std::string group_path(std::string_view slug);

// NotFound where there is none that this viewer may know of.
Group find_group(store::Reader& reader, const Viewer& viewer, std::string_view slug);
Group find_group(store::Reader& reader, const Viewer& viewer, GroupId id);

// By name. `query`: the beginning of any word of it, accents and capitals ignored; empty: all.
struct GroupPlace {
  std::string name_key;
  GroupId id;
};
std::vector<Group> list_groups(store::Reader& reader, const Viewer& viewer, std::string_view query,
                               const GroupPlace& after, int at_most);
std::string group_name_key(std::string_view name);
// Those a member is in, as far as this viewer may know.
std::vector<Group> groups_of(store::Reader& reader, const Viewer& viewer, MemberId member);

GroupStanding standing_of(store::Reader& reader, GroupId group, MemberId member);
// Officers of the group, and who manages the community.
bool may_look_after(const Viewer& viewer, GroupStanding standing);

struct GroupMember {
  MemberId id;
  std::string handle, display_name, title;
  int hue = 0;
  Role role = Role::member;
  GroupStanding standing = GroupStanding::member;
  Instant since;
};
// Founder and officers, the longest there first.
std::vector<GroupMember> officers_of(store::Reader& reader, GroupId group);
// Everybody in it, the latest to come first.
struct MembershipPlace {
  Instant since{INT64_MAX};
  MemberId member{INT64_MAX};
};
std::vector<GroupMember> members_of(store::Reader& reader, GroupId group, const MembershipPlace& before, int at_most);

// What stands between a member and a group they are not in.
struct Asking {
  std::string words;
  Instant asked_at;
  bool turned_away = false;
  std::string reason;
};
std::optional<Asking> asking_of(store::Reader& reader, GroupId group, MemberId member);
struct GroupRequest {
  MemberId member;
  std::string handle, display_name;
  int hue = 0;
  std::string words;
  Instant asked_at;
};
std::vector<GroupRequest> requests_waiting(store::Reader& reader, GroupId group, int at_most);

struct GroupInvitation {
  GroupId group;
  std::string slug, name;
  MemberId by;
  std::string by_handle, by_name;
  Instant invited_at;
};
std::vector<GroupInvitation> invitations_of(store::Reader& reader, MemberId member);
std::optional<GroupInvitation> invitation_of(store::Reader& reader, GroupId group, MemberId member);
struct InvitedMember {
  MemberId member;
  std::string handle, display_name;
  int hue = 0;
  Instant invited_at;
};
std::vector<InvitedMember> invited_to(store::Reader& reader, GroupId group);

// Groups whose officer the member is, with how many ask to be let in; only where somebody does.
struct WaitingGroup {
  GroupId id;
  std::string slug, name;
  std::int64_t waiting = 0;
};
std::vector<WaitingGroup> groups_with_requests(store::Reader& reader, MemberId officer);

}  // namespace parvis::community
