#include "community/rights/rights_change.h"

#include <algorithm>

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

}  // namespace

bool change_rights(store::Transaction& transaction, const SpaceAct& act, const Space& space,
                   const std::vector<CustomRole>& roles, Openness openness, const Rights& wanted) {
  if (space.openness == openness && space.rights == wanted) return false;
  const Rights preset(openness);
  transaction.run(kOpenness, space.id, openness);
  transaction.run(kForgetCells, space.id);
  for (const auto action : kActions) {
    for (const auto standing : kStandings) {
      keep_cell(transaction, space.id, standing_name(standing), action, wanted.of(standing, action),
                preset.of(standing, action));
    }
    for (const auto& role : roles) {
      keep_cell(transaction, space.id, standing_of(role), action, wanted.of(role.id, action), Permission::no);
    }
  }
  const auto word = std::string(openness_name(openness));
  record(transaction, act, space.id, space.openness == openness ? "rights" : "rights,openness=" + word);
  return true;
}

bool change_readers(store::Transaction& transaction, const SpaceAct& act, const Space& space,
                    std::vector<CustomRoleId> roles) {
  std::ranges::sort(roles);
  roles.erase(std::unique(roles.begin(), roles.end()), roles.end());
  if (roles == space.readers) return false;
  transaction.run(kForgetReaders, space.id);
  for (const auto role : roles) transaction.run(kReader, space.id, role);
  record(transaction, act, space.id, "readers");
  return true;
}

}  // namespace parvis::community
