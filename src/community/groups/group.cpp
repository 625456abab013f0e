#include "community/groups/group.h"

#include <array>

#include "community/members/member.h"
#include "core/errors.h"

namespace parvis::community {
namespace {

constexpr store::Sql kGroup{R"(
  select member_group.id, member_group.slug, member_group.name, member_group.description, member_group.door,
         member_group.created_at,
         (select count(*) from membership join member on member.id = membership.member
          where membership.member_group = member_group.id and member.status in (1, 3))
  from member_group )"};
constexpr store::Sql kThere{"where member_group.ended_at is null"};
constexpr store::Sql kId{"member_group.id"}, kDoor{"member_group.door"};
constexpr store::Sql kBySlug{" and member_group.slug = $1"}, kById{" and member_group.id = $1"};
constexpr store::Sql kByName{R"(
   and (member_group.name_key, member_group.id) > ($1, $2)
  order by member_group.name_key, member_group.id limit $3)"};
constexpr store::Sql kOfMember{R"(
  join membership as own on own.member_group = member_group.id and own.member = $1
  where member_group.ended_at is null)"};
constexpr store::Sql kInOrder{" order by member_group.name_key, member_group.id limit 200"};

constexpr store::Sql kStanding{"select standing from membership where member_group = $1 and member = $2"};
constexpr store::Sql kMembers{R"(
  select member.id, member.handle, member.display_name, member.title, member.hue, member.role, membership.standing,
         membership.since
  from membership join member on member.id = membership.member
  where membership.member_group = $1 and member.status in (1, 3))"};
constexpr store::Sql kOfficers{
    " and membership.standing >= 2 order by membership.standing desc, membership.since, member.id limit 100"};
constexpr store::Sql kLatest{R"(
   and (membership.since, membership.member) < ($2, $3)
  order by membership.since desc, membership.member desc limit $4)"};

constexpr store::Sql kAsking{
    "select words, asked_at, decision = 2, reason from group_request where member_group = $1 and member = $2"};
constexpr store::Sql kRequests{R"(
  select member.id, member.handle, member.display_name, member.hue, group_request.words, group_request.asked_at
  from group_request join member on member.id = group_request.member
  where group_request.member_group = $1 and group_request.decision = 0 and member.status = 1
  order by group_request.asked_at, member.id limit $2)"};
constexpr store::Sql kInvitations{R"(
  select member_group.id, member_group.slug, member_group.name, member.id, member.handle, member.display_name,
         group_invitation.invited_at
  from group_invitation join member_group on member_group.id = group_invitation.member_group
    join member on member.id = group_invitation.invited_by
  where group_invitation.member = $1 and member_group.ended_at is null)"};
constexpr store::Sql kLatestInvitations{" order by group_invitation.invited_at desc, member_group.id limit 50"};
constexpr store::Sql kOfGroup{" and member_group.id = $2"};
constexpr store::Sql kInvited{R"(
  select member.id, member.handle, member.display_name, member.hue, group_invitation.invited_at
  from group_invitation join member on member.id = group_invitation.member
  where group_invitation.member_group = $1 order by group_invitation.invited_at desc, member.id limit 200)"};
constexpr store::Sql kWaiting{R"(
  select member_group.id, member_group.slug, member_group.name, count(*)
  from membership join member_group on member_group.id = membership.member_group
    join group_request on group_request.member_group = member_group.id and group_request.decision = 0
  where membership.member = $1 and membership.standing >= 2 and member_group.ended_at is null
  group by member_group.id, member_group.slug, member_group.name order by member_group.name)"};

struct DoorWord {
  Door door;
  std::string_view name;
};
constexpr std::array kDoorWords{DoorWord{Door::open, "open"}, DoorWord{Door::on_request, "on_request"},
                                DoorWord{Door::by_invitation, "by_invitation"}, DoorWord{Door::hidden, "hidden"}};

template <class Key>
Group find(store::Reader& reader, const Viewer& viewer, const store::Sql& by, const Key& key) {
  auto group = reader.one<Group>(kGroup + kThere + by + only_visible_groups(viewer, kId, kDoor), key);
  if (!group) throw NotFound();
  return std::move(*group);
}

// At the beginning of the name or of a later word.
bool is_named(const Group& group, const std::string& key) {
  const auto name = group_name_key(group.name);
  return name.starts_with(key) || name.find(" " + key) != std::string::npos;
}

}  // namespace

std::string_view door_name(Door door) {
  for (const auto& word : kDoorWords) {
    if (word.door == door) return word.name;
  }
  return "unknown";
}

std::optional<Door> parse_door(std::string_view name) {
  for (const auto& word : kDoorWords) {
    if (word.name == name) return word.door;
  }
  return std::nullopt;
}

// Slugs are the program's own: letters, digits and hyphens.
std::string group_path(std::string_view slug) { return "/groups/" + std::string(slug); }

Group find_group(store::Reader& reader, const Viewer& viewer, std::string_view slug) {
  return find(reader, viewer, kBySlug, slug);
}
Group find_group(store::Reader& reader, const Viewer& viewer, GroupId id) { return find(reader, viewer, kById, id); }

std::vector<Group> list_groups(store::Reader& reader, const Viewer& viewer, std::string_view query,
                               const GroupPlace& after, int at_most) {
  const auto sql = kGroup + kThere + only_visible_groups(viewer, kId, kDoor) + kByName;
  const auto key = group_name_key(query);
  if (key.empty()) return reader.all<Group>(sql, after.name_key, after.id, at_most);
  // There are few groups, so the names of all are looked at, some at a time.
  constexpr int kTogether = 500;
  std::vector<Group> found;
  auto place = after;
  while (true) {
    auto some = reader.all<Group>(sql, place.name_key, place.id, kTogether);
    const bool is_last = some.size() < static_cast<std::size_t>(kTogether);
    if (!is_last) place = {group_name_key(some.back().name), some.back().id};
    for (auto& group : some) {
      if (is_named(group, key)) found.push_back(std::move(group));
      if (found.size() == static_cast<std::size_t>(at_most)) return found;
    }
    if (is_last) return found;
  }
}

std::string group_name_key(std::string_view name) { return name_key(name); }

std::vector<Group> groups_of(store::Reader& reader, const Viewer& viewer, MemberId member) {
  return reader.all<Group>(kGroup + kOfMember + only_visible_groups(viewer, kId, kDoor) + kInOrder, member);
}

GroupStanding standing_of(store::Reader& reader, GroupId group, MemberId member) {
  return reader.one<GroupStanding>(kStanding, group, member).value_or(GroupStanding::none);
}

bool may_look_after(const Viewer& viewer, GroupStanding standing) {
  return viewer.status == MemberStatus::active && (viewer.is_manager() || standing >= GroupStanding::officer);
}

std::vector<GroupMember> officers_of(store::Reader& reader, GroupId group) {
  return reader.all<GroupMember>(kMembers + kOfficers, group);
}

std::vector<GroupMember> members_of(store::Reader& reader, GroupId group, const MembershipPlace& before, int at_most) {
  return reader.all<GroupMember>(kMembers + kLatest, group, before.since, before.member, at_most);
}

std::optional<Asking> asking_of(store::Reader& reader, GroupId group, MemberId member) {
  return reader.one<Asking>(kAsking, group, member);
}

std::vector<GroupRequest> requests_waiting(store::Reader& reader, GroupId group, int at_most) {
  return reader.all<GroupRequest>(kRequests, group, at_most);
}

std::vector<GroupInvitation> invitations_of(store::Reader& reader, MemberId member) {
  return reader.all<GroupInvitation>(kInvitations + kLatestInvitations, member);
}

std::optional<GroupInvitation> invitation_of(store::Reader& reader, GroupId group, MemberId member) {
  return reader.one<GroupInvitation>(kInvitations + kOfGroup, member, group);
}

std::vector<InvitedMember> invited_to(store::Reader& reader, GroupId group) {
  return reader.all<InvitedMember>(kInvited, group);
}

std::vector<WaitingGroup> groups_with_requests(store::Reader& reader, MemberId officer) {
  return reader.all<WaitingGroup>(kWaiting, officer);
}

}  // namespace parvis::community
