#include "community/visibility/viewer.h"

#include <algorithm>

namespace parvis::community {

bool may_read(const Viewer& viewer, const Space& space) {
  switch (space.visibility) {
    case SpaceVisibility::everyone: return true;
    case SpaceVisibility::members: return viewer.signed_in();
  }
  return false;
}

bool may_write(const Viewer& viewer, const Space& space) {
  return !space.closed && viewer.signed_in() && viewer.status == MemberStatus::active && may_read(viewer, space);
}

bool may_moderate(const Viewer& viewer, SpaceId space) {
  if (viewer.is_manager()) return true;
  return viewer.role == Role::leader && std::ranges::find(viewer.leads, space) != viewer.leads.end();
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
  // Spaces for everyone and for members; who is signed in reads both.
  return store::Sql(" and member.status = 1 and exists (select 1 from space where space.id = ") + space +
         store::Sql(" and space.visibility in (1, 2)) ");
}

std::string audience(const Viewer& viewer, const SpaceList&) { return viewer.signed_in() ? "members" : "everyone"; }

}  // namespace parvis::community
