#include "community/visibility/viewer.h"

#include <algorithm>

namespace parvis::community {

namespace {

bool leads(const Viewer& viewer, SpaceId space) {
  return viewer.role == Role::leader && std::ranges::find(viewer.leads, space) != viewer.leads.end();
}

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

bool may_read(const Viewer& viewer, const Space& space) {
  if (viewer.is_manager()) return true;
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

store::Sql only_readers_of(const store::Sql& space) {
  // What may_read says, asked of members instead of a viewer. Whoever is signed in reads the first two visibilities.
  return store::Sql(" and member.status = 1 and exists (select 1 from space where space.id = ") + space +
         store::Sql(
             R"( and (space.visibility in (1, 2) or member.role >= 4 or (space.visibility = 3 and member.role = 3)
    or (space.visibility = 4 and (
      exists (select 1 from space_leader where space_leader.space = space.id and space_leader.member = member.id
        and member.role = 3)
      or exists (select 1 from space_reader join member_role on member_role.role = space_reader.role
        where space_reader.space = space.id and member_role.member = member.id)))))
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
