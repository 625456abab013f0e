#include "community/visibility/viewer.h"

#include <algorithm>

namespace parvis::community {

namespace {

bool leads(const Viewer& viewer, SpaceId space) {
  const auto has = [&](const std::vector<SpaceId>& spaces) { return std::ranges::find(spaces, space) != spaces.end(); };
  return (viewer.role == Role::leader && has(viewer.leads)) || has(viewer.officer_in);
}

// The members of a group talk in its spaces; others at most read them.
bool is_outside(const Viewer& viewer, const Space& space) { return space.group && !is_in(viewer, space.group); }

bool has_one_of(const Viewer& viewer, const std::vector<CustomRoleId>& roles) {
  return std::ranges::any_of(viewer.roles,
                             [&](CustomRoleId role) { return std::ranges::find(roles, role) != roles.end(); });
}

Standing standing_in(const Viewer& viewer, SpaceId space) {
  if (leads(viewer, space)) return Standing::leader;
  if (viewer.role == Role::expert) return Standing::expert;
  return viewer.newcomer ? Standing::newcomer : Standing::member;
}

// A closed space takes nothing more in; order is kept there all the same.
bool is_kept_open(Action action) { return action >= Action::edit_others; }

}  // namespace

bool is_in(const Viewer& viewer, GroupId group) {
  return std::ranges::find(viewer.groups, group) != viewer.groups.end();
}

bool may_read(const Viewer& viewer, const Space& space) {
  if (viewer.is_manager() || (space.group && is_in(viewer, space.group))) return true;
  switch (space.visibility) {
    case SpaceVisibility::everyone: return true;
    case SpaceVisibility::members: return viewer.signed_in();
    case SpaceVisibility::leaders: return viewer.role >= Role::leader;
    case SpaceVisibility::chosen: return leads(viewer, space.id) || has_one_of(viewer, space.readers);
  }
  return false;
}

Permission permission(const Viewer& viewer, const Space& space, Action action) {
  if (!viewer.signed_in() || viewer.status != MemberStatus::active || !may_read(viewer, space)) return Permission::no;
  if (space.closed && !is_kept_open(action)) return Permission::no;
  if (viewer.is_manager()) return Permission::yes;
  if (is_outside(viewer, space) && !leads(viewer, space.id)) return Permission::no;
  return space.rights.of(standing_in(viewer, space.id), viewer.roles, action);
}

bool sees_deleted(const Viewer& viewer, const SpaceList& spaces, SpaceId space) {
  const auto* found = spaces.find(space);
  return found && may(viewer, *found, Action::delete_others);
}

bool may_pass_closure(const Viewer& viewer, const SpaceList& spaces, SpaceId space) {
  const auto* found = spaces.find(space);
  return found && may(viewer, *found, Action::close);
}

std::vector<const Space*> readable_spaces(const Viewer& viewer, const SpaceList& spaces) {
  std::vector<const Space*> readable;
  for (const auto& space : spaces.all()) {
    if (may_read(viewer, space)) readable.push_back(&space);
  }
  return readable;
}

store::Sql only_readable(const Viewer& viewer, const SpaceList& spaces, const store::Sql& column) {
  std::vector<std::int64_t> ids;
  for (const auto* space : readable_spaces(viewer, spaces)) ids.push_back(space->id.value);
  return store::Sql(" and ") + column + store::Sql(" in (") + store::Sql::numbers(ids) + store::Sql(") ");
}

store::Sql only_visible_groups(const Viewer& viewer, const store::Sql& id, const store::Sql& door) {
  if (viewer.is_manager()) return " ";
  std::vector<std::int64_t> ids;
  for (const auto group : viewer.groups) ids.push_back(group.value);
  return store::Sql(" and (") + door + store::Sql(" <> 4 or ") + id + store::Sql(" in (") + store::Sql::numbers(ids) +
         store::Sql(") or exists (select 1 from group_invitation where group_invitation.member_group = ") + id +
         store::Sql(" and group_invitation.member in (") + store::Sql::numbers({viewer.member.value}) +
         store::Sql("))) ");
}

store::Sql only_readers_of(const store::Sql& space) {
  // What may_read says, asked of members instead of a viewer. Whoever is signed in reads the first two visibilities.
  return store::Sql(" and member.status = 1 and exists (select 1 from space where space.id = ") + space +
         store::Sql(
             R"( and (space.visibility in (1, 2) or member.role >= 4 or (space.visibility = 3 and member.role = 3)
    or (space.visibility = 4 and (
      exists (select 1 from space_leader where space_leader.space = space.id and space_leader.member = member.id
        and member.role = 3)
      or exists (select 1 from space_reader join member_role on member_role.role = space_reader.role
        where space_reader.space = space.id and member_role.member = member.id)))
    or exists (select 1 from group_space join membership on membership.member_group = group_space.member_group
      where group_space.space = space.id and membership.member = member.id)))
)");
}

std::string audience(const Viewer& viewer, const SpaceList& spaces) {
  if (!viewer.signed_in()) return "everyone";
  std::string words = "members";
  for (const auto& space : spaces.all()) {
    const bool more = space.visibility > SpaceVisibility::members && may_read(viewer, space);
    if (more) words.append(":").append(id_text(space.id));
  }
  return words;
}

}  // namespace parvis::community
