#include "community/spaces/space_change.h"

#include <algorithm>

#include "community/activity/staff_change.h"
#include "core/errors.h"

namespace parvis::community {
namespace {

constexpr store::Sql kWords{"select name, description, visibility from space where id = $1"};
constexpr store::Sql kChange{"update space set name = $2, description = $3, visibility = $4 where id = $1"};
// 4 is Door::hidden.
constexpr store::Sql kOfHiddenGroup{R"(
  select 1 from group_space join member_group on member_group.id = group_space.member_group
  where group_space.space = $1 and member_group.door = 4)"};
constexpr store::Sql kInOrder{"select id from space order by position, id"};
constexpr store::Sql kPlace{"update space set position = $2 where id = $1"};
constexpr store::Sql kClose{"update space set closed_at = $2 where id = $1 and closed_at is null"};
constexpr store::Sql kReopen{"update space set closed_at = null where id = $1 and closed_at is not null"};

struct WordsRow {
  std::string name, description;
  SpaceVisibility visibility;
};

void record(store::Transaction& transaction, const SpaceAct& act, Verb verb, SpaceId space, std::string detail = {}) {
  act.timeline.record(transaction, {.at = act.at,
                                    .actor = act.actor,
                                    .verb = verb,
                                    .object_kind = ObjectKind::space,
                                    .object = space.value,
                                    .space = space,
                                    .detail = std::move(detail),
                                    .source = act.source});
}

}  // namespace

bool change_space(store::Transaction& transaction, const SpaceAct& act, SpaceId space, const SpaceWords& words) {
  const auto present = transaction.one<WordsRow>(kWords, space);
  if (!present) throw NotFound();
  std::string changed;
  const auto note = [&](bool differs, const char* what) {
    if (differs) changed.append(changed.empty() ? "" : ",").append(what);
  };
  note(LocalText::from_json(present->name) != words.name, "name");
  note(LocalText::from_json(present->description) != words.description, "description");
  note(present->visibility != words.visibility, "visibility");
  if (changed.empty()) return false;
  if (words.visibility != SpaceVisibility::chosen && transaction.one<std::int64_t>(kOfHiddenGroup, space)) {
    throw Conflict({"The spaces of a hidden group are read by its members only."});
  }
  const StaffChange change(transaction, Verb::space_changed, space.value);
  transaction.run(kChange, space, words.name.to_json(), words.description.to_json(), words.visibility);
  record(transaction, act, Verb::space_changed, space, std::move(changed));
  change.keep(transaction);
  return true;
}

bool move_space(store::Transaction& transaction, const SpaceAct& act, SpaceId space, Step step) {
  auto order = transaction.all<SpaceId>(kInOrder);
  const auto place = std::ranges::find(order, space);
  if (place == order.end()) throw NotFound();
  const auto last = std::prev(order.end());
  if (step == Step::up ? place == order.begin() : place == last) return false;
  std::iter_swap(place, step == Step::up ? std::prev(place) : std::next(place));
  for (std::size_t i = 0; i < order.size(); ++i) transaction.run(kPlace, order[i], static_cast<std::int64_t>(i + 1));
  record(transaction, act, Verb::space_changed, space, "position");
  return true;
}

bool close_space(store::Transaction& transaction, const SpaceAct& act, SpaceId space) {
  if (transaction.run(kClose, space, act.at) == 0) return false;
  record(transaction, act, Verb::space_closed, space);
  return true;
}

bool reopen_space(store::Transaction& transaction, const SpaceAct& act, SpaceId space) {
  if (transaction.run(kReopen, space) == 0) return false;
  record(transaction, act, Verb::space_reopened, space);
  return true;
}

}  // namespace parvis::community
