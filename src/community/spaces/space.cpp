#include "community/spaces/space.h"

#include <boost/json.hpp>

namespace parvis::community {
namespace {

constexpr store::Sql kAllSpaces{
    "select id, slug, kind, visibility, position, name, description, closed_at is not null, openness from space "
    "order by position, id"};
constexpr store::Sql kRoles{"select id, slug, name from custom_role order by id"};
constexpr store::Sql kReaders{"select space, role from space_reader order by space, role"};
constexpr store::Sql kCells{"select space, standing, action, permission from space_right"};
constexpr store::Sql kNextPosition{"select coalesce(max(position), 0) + 1 from space"};
constexpr store::Sql kSpaceBySlug{"select id from space where slug = $1"};
constexpr store::Sql kInsertSpace{R"(
  insert into space (id, slug, kind, visibility, position, name, description, created_at, openness)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9))"};
constexpr store::Sql kFigures{"select id, threads, posts, last_activity_at from space"};

struct SpaceRow {
  SpaceId id;
  std::string slug;
  SpaceKind kind;
  SpaceVisibility visibility;
  std::int64_t position;
  std::string name, description;
  bool closed;
  Openness openness;
};
struct RoleRow {
  CustomRoleId id;
  std::string slug, name;
};
struct ReaderRow {
  SpaceId space;
  CustomRoleId role;
};
struct CellRow {
  SpaceId space;
  std::string standing;
  std::int64_t action;
  Permission permission;
};

std::vector<CustomRole> roles_in(store::Reader& reader) {
  std::vector<CustomRole> roles;
  for (auto& row : reader.all<RoleRow>(kRoles)) {
    roles.push_back({row.id, std::move(row.slug), LocalText::from_json(row.name)});
  }
  return roles;
}

// A cell of a role or an action that is no more says nothing.
void set_cell(Space& space, const std::vector<CustomRole>& roles, const CellRow& cell) {
  const auto action = action_of_number(cell.action);
  if (!action) return;
  for (const auto standing : kStandings) {
    if (standing_name(standing) == cell.standing) space.rights.set(standing, *action, cell.permission);
  }
  for (const auto& role : roles) {
    if (standing_of(role) == cell.standing) space.rights.set(role.id, *action, cell.permission);
  }
}

std::shared_ptr<const SpaceList> load(store::Store& store) {
  return std::make_shared<const SpaceList>(store.read([](store::Reader& reader) { return stored_spaces(reader); }));
}

}  // namespace

SpaceList stored_spaces(store::Reader& reader) {
  std::vector<Space> spaces;
  auto roles = roles_in(reader);
  for (auto& row : reader.all<SpaceRow>(kAllSpaces)) {
    spaces.push_back({.id = row.id,
                      .slug = std::move(row.slug),
                      .kind = row.kind,
                      .visibility = row.visibility,
                      .position = row.position,
                      .name = LocalText::from_json(row.name),
                      .description = LocalText::from_json(row.description),
                      .closed = row.closed,
                      .openness = row.openness,
                      .rights = Rights(row.openness)});
  }
  const auto with = [&](SpaceId id, const auto& change) {
    const auto space = std::ranges::find(spaces, id, &Space::id);
    if (space != spaces.end()) change(*space);
  };
  for (const auto& [space, role] : reader.all<ReaderRow>(kReaders)) {
    with(space, [&](Space& one) { one.readers.push_back(role); });
  }
  for (const auto& cell : reader.all<CellRow>(kCells)) {
    with(cell.space, [&](Space& one) { set_cell(one, roles, cell); });
  }
  return SpaceList(std::move(spaces), std::move(roles));
}

LocalText LocalText::from_json(std::string_view json) {
  LocalText text;
  boost::system::error_code error;
  const auto value = boost::json::parse(json, error);
  if (error || !value.is_object()) return text;
  for (const auto& [tag, translation] : value.as_object()) {
    const auto language = text::parse_language(tag);
    if (language && translation.is_string()) text.set(*language, std::string(translation.as_string()));
  }
  return text;
}

std::string LocalText::to_json() const {
  boost::json::object object;
  for (const auto& [language, translation] : texts_) object[text::tag(language)] = translation;
  return boost::json::serialize(object);
}

const std::string& LocalText::in(text::Language language) const {
  static const std::string kNone;
  if (const auto found = texts_.find(language); found != texts_.end()) return found->second;
  return texts_.empty() ? kNone : texts_.begin()->second;
}

std::string_view LocalText::only_in(text::Language language) const {
  const auto found = texts_.find(language);
  return found == texts_.end() ? std::string_view() : found->second;
}

const Space* SpaceList::find(SpaceId id) const {
  const auto found = std::ranges::find(spaces_, id, &Space::id);
  return found == spaces_.end() ? nullptr : &*found;
}

const Space* SpaceList::find(std::string_view slug) const {
  const auto found = std::ranges::find(spaces_, slug, &Space::slug);
  return found == spaces_.end() ? nullptr : &*found;
}

const CustomRole* SpaceList::find_role(std::string_view slug) const {
  const auto found = std::ranges::find(roles_, slug, &CustomRole::slug);
  return found == roles_.end() ? nullptr : &*found;
}

std::string standing_of(const CustomRole& role) { return "role:" + role.slug; }

bool touches_spaces(Verb verb) {
  switch (verb) {
    case Verb::space_created:
    case Verb::space_changed:
    case Verb::space_closed:
    case Verb::space_reopened:
    case Verb::custom_role_made:
    case Verb::custom_role_changed:
    case Verb::custom_role_removed: return true;
    default: return false;
  }
}

SpaceDirectory::SpaceDirectory(store::Store& store) : store_(store), list_(load(store)) {}

std::shared_ptr<const SpaceList> SpaceDirectory::list() const {
  const std::lock_guard lock(mutex_);
  return list_;
}

void SpaceDirectory::reload() {
  const std::lock_guard reloading(reloading_);
  auto list = load(store_);
  const std::lock_guard lock(mutex_);
  list_ = std::move(list);
}

SpaceId create_space(store::Transaction& transaction, const Timeline& timeline, const NewSpace& space, MemberId actor,
                     Instant at, Source source) {
  if (transaction.one<SpaceId>(kSpaceBySlug, space.slug)) throw Conflict({"This address is taken by another space."});
  const auto id = make_id<SpaceId>();
  const auto position = transaction.one<std::int64_t>(kNextPosition).value_or(1);
  transaction.run(kInsertSpace, id, space.slug, space.kind, space.visibility, position, space.name.to_json(),
                  space.description.to_json(), at, space.openness);
  timeline.record(transaction, {.at = at,
                                .actor = actor,
                                .verb = Verb::space_created,
                                .object_kind = ObjectKind::space,
                                .object = id.value,
                                .space = id,
                                .source = source});
  return id;
}

std::vector<SpaceFigures> space_figures(store::Reader& reader) { return reader.all<SpaceFigures>(kFigures); }

}  // namespace parvis::community
