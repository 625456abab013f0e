#include "community/rights/rights_change.h"

#include <algorithm>

#include "community/activity/staff_change.h"
#include "core/errors.h"

namespace parvis::community {
namespace {

constexpr store::Sql kOpenness{"update space set openness = $2 where id = $1"};
constexpr store::Sql kForgetCells{"delete from space_right where space = $1"};
constexpr store::Sql kCell{"insert into space_right (space, standing, action, permission) values ($1, $2, $3, $4)"};
constexpr store::Sql kForgetReaders{"delete from space_reader where space = $1"};
constexpr store::Sql kReader{"insert into space_reader (space, role) values ($1, $2)"};

void keep_cell(store::Transaction& transaction, SpaceId space, std::string_view standing, Action action,
               Permission wanted, Permission preset) {
  if (wanted == Permission::waits && !can_wait(action)) {
    throw BadRequest({"We could not make sense of this form."}, "this action cannot wait");
  }
  if (wanted != preset) transaction.run(kCell, space, standing, action, wanted);
}

void record(store::Transaction& transaction, const SpaceAct& act, SpaceId space, std::string detail) {
  act.timeline.record(transaction, {.at = act.at,
                                    .actor = act.actor,
                                    .verb = Verb::space_changed,
                                    .object_kind = ObjectKind::space,
                                    .object = space.value,
                                    .space = space,
                                    .detail = std::move(detail),
                                    .source = act.source});
}

const Space& find(const SpaceList& stored, SpaceId id) {
  const auto* space = stored.find(id);
  if (!space) throw NotFound();
  return *space;
}

}  // namespace

bool change_rights(store::Transaction& transaction, const SpaceAct& act, SpaceId id, Openness openness,
                   const Rights& wanted) {
  const auto stored = stored_spaces(transaction);
  const auto& space = find(stored, id);
  if (space.openness == openness && space.rights == wanted) return false;
  const Rights preset(openness);
  const StaffChange change(transaction, Verb::space_changed, id.value);
  transaction.run(kOpenness, id, openness);
  transaction.run(kForgetCells, id);
  for (const auto action : kActions) {
    for (const auto standing : kStandings) {
      keep_cell(transaction, id, standing_name(standing), action, wanted.of(standing, action),
                preset.of(standing, action));
    }
    for (const auto& role : stored.roles()) {
      keep_cell(transaction, id, standing_of(role), action, wanted.of(role.id, action), Permission::no);
    }
  }
  const auto word = std::string(openness_name(openness));
  record(transaction, act, id, space.openness == openness ? "rights" : "rights,openness=" + word);
  change.keep(transaction);
  return true;
}

bool change_readers(store::Transaction& transaction, const SpaceAct& act, SpaceId id, std::vector<CustomRoleId> roles) {
  const auto stored = stored_spaces(transaction);
  std::ranges::sort(roles);
  roles.erase(std::unique(roles.begin(), roles.end()), roles.end());
  std::erase_if(roles, [&](CustomRoleId role) {
    return std::ranges::find(stored.roles(), role, &CustomRole::id) == stored.roles().end();
  });
  if (roles == find(stored, id).readers) return false;
  const StaffChange change(transaction, Verb::space_changed, id.value);
  transaction.run(kForgetReaders, id);
  for (const auto role : roles) transaction.run(kReader, id, role);
  record(transaction, act, id, "readers");
  change.keep(transaction);
  return true;
}

}  // namespace parvis::community
