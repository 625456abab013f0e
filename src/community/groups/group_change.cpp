#include "community/groups/group_change.h"

#include <array>

#include "community/activity/staff_change.h"
#include "community/spaces/space_change.h"
#include "community/threads/act.h"
#include "core/errors.h"
#include "core/store/setting.h"
#include "core/text/validate.h"

namespace parvis::community {
namespace {

constexpr char kSetting[] = "group_founders";

constexpr store::Sql kSameName{R"(
  select 1 from member_group where name_key = $1 and door <> 4 and ended_at is null and id <> $2)"};
constexpr store::Sql kSlugTaken{"select 1 from member_group where slug = $1"};
constexpr store::Sql kFounded{R"(
  select count(*) from membership join member_group on member_group.id = membership.member_group
  where membership.member = $1 and membership.standing = 3 and member_group.ended_at is null)"};
constexpr store::Sql kInsert{R"(
  insert into member_group (id, slug, name, name_key, description, door, created_at)
  values ($1, $2, $3, $4, $5, $6, $7))"};
constexpr store::Sql kInsertFounder{
    "insert into membership (member_group, member, standing, since, letters) values ($1, $2, 3, $3, 0)"};
constexpr store::Sql kChange{
    "update member_group set name = $2, name_key = $3, description = $4, door = $5 where id = $1 and ended_at is null"};
constexpr store::Sql kEnd{"update member_group set ended_at = $2 where id = $1 and ended_at is null"};
constexpr store::Sql kForgetMembers{"delete from membership where member_group = $1"};
constexpr store::Sql kForgetRequests{"delete from group_request where member_group = $1"};
constexpr store::Sql kForgetInvitations{"delete from group_invitation where member_group = $1"};
constexpr store::Sql kForgetSpaces{"delete from group_space where member_group = $1"};
constexpr store::Sql kSpaces{"select space from group_space where member_group = $1 order by space"};
constexpr store::Sql kSpacesReadByOthers{R"(
  select space.id from group_space join space on space.id = group_space.space
  where group_space.member_group = $1 and space.visibility <> 4 order by space.id)"};
constexpr store::Sql kOnlyMembers{"update space set visibility = 4 where id = $1"};
constexpr store::Sql kCountSpaces{"select count(*) from group_space where member_group = $1"};
constexpr store::Sql kAddSpace{"insert into group_space (space, member_group) values ($1, $2)"};
constexpr store::Sql kSpaceSlug{"select 1 from space where slug = $1"};

constexpr std::array<std::string_view, 3> kFoundersNames{"members", "leaders", "managers"};

// Ends of identifiers differ from one moment to the next.
std::string with_ending(const std::string& slug, std::int64_t id) {
  const auto text = id_text(id);
  return slug + "-" + text.substr(text.size() - 6);
}

// A hidden group's address says nothing of it, whoever sees it.
std::string slug_of(store::Transaction& transaction, const GroupWords& words, GroupId id) {
  if (words.door == Door::hidden) return id_text(id);
  const auto slug = text::slug(words.name);
  const bool is_plain = slug != "new" && slug != "letters";
  return is_plain && !transaction.one<std::int64_t>(kSlugTaken, slug) ? slug : with_ending(slug, id.value);
}

void require_free_name(store::Transaction& transaction, const GroupWords& words, GroupId id) {
  if (words.door == Door::hidden) return;
  if (transaction.one<std::int64_t>(kSameName, group_name_key(words.name), id)) {
    throw Conflict({"There is already a group with that name."});
  }
}

SpaceAct space_act(const GroupAct& act) { return {act.timeline, act.actor.member, act.at, act.source}; }

void close_to_others(store::Transaction& transaction, const GroupAct& act, GroupId group) {
  for (const auto space : transaction.all<SpaceId>(kSpacesReadByOthers, group)) {
    transaction.run(kOnlyMembers, space);
    act.timeline.record(transaction, {.at = act.at,
                                      .actor = act.actor.member,
                                      .verb = Verb::space_changed,
                                      .object_kind = ObjectKind::space,
                                      .object = space.value,
                                      .space = space,
                                      .detail = "visibility",
                                      .source = act.source});
  }
}

}  // namespace

Founders read_founders(store::Reader& reader) {
  return parse_founders(store::read_setting(reader, kSetting).value_or("")).value_or(Founders::members);
}

void save_founders(store::Transaction& transaction, Founders founders) {
  store::save_setting(transaction, kSetting, founders_name(founders));
}

std::string_view founders_name(Founders founders) { return kFoundersNames[static_cast<std::size_t>(founders)]; }

std::optional<Founders> parse_founders(std::string_view name) {
  const auto found = std::ranges::find(kFoundersNames, name);
  if (found == kFoundersNames.end()) return std::nullopt;
  return static_cast<Founders>(found - kFoundersNames.begin());
}

bool may_found(const Viewer& viewer, Founders founders) {
  if (!viewer.signed_in() || viewer.status != MemberStatus::active) return false;
  switch (founders) {
    case Founders::members: return !viewer.newcomer;
    case Founders::leaders: return viewer.role >= Role::leader;
    case Founders::managers: return viewer.is_manager();
  }
  return false;
}

GroupStanding require_officer(store::Reader& reader, const GroupAct& act, GroupId group) {
  const auto standing = standing_of(reader, group, act.actor.member);
  if (!may_look_after(act.actor, standing)) throw Forbidden({"Only the group’s officers may do this."});
  return standing;
}

void require_founder(store::Reader& reader, const GroupAct& act, GroupId group) {
  const bool is_founder = standing_of(reader, group, act.actor.member) == GroupStanding::founder;
  if (act.actor.status != MemberStatus::active || !(act.actor.is_manager() || is_founder)) {
    throw Forbidden({"Only the group’s founder may do this."});
  }
}

void record_of_group(store::Transaction& transaction, const GroupAct& act, Verb verb, GroupId group,
                     MemberId counterpart, std::int64_t amount, std::string detail) {
  Activity activity{.at = act.at,
                    .actor = act.actor.member,
                    .verb = verb,
                    .object_kind = ObjectKind::group,
                    .object = group.value,
                    .counterpart = counterpart,
                    .amount = amount,
                    .detail = std::move(detail),
                    .source = act.source};
  activity.id = act.timeline.record(transaction, activity);
  act.timeline.echo(transaction, activity, {});
}

Group found_group(store::Transaction& transaction, const GroupAct& act, const GroupWords& words) {
  if (!may_found(act.actor, read_founders(transaction))) throw Forbidden();
  const auto founded = transaction.one<std::int64_t>(kFounded, act.actor.member).value_or(0);
  if (!act.actor.is_manager() && founded >= kMostFoundedByOne) {
    throw Conflict({"You look after as many groups as one may found. Hand one over first."});
  }
  const auto id = make_id<GroupId>();
  require_free_name(transaction, words, id);
  Group group{.id = id,
              .slug = slug_of(transaction, words, id),
              .name = words.name,
              .description = words.description,
              .door = words.door,
              .created_at = act.at,
              .members = 1};
  transaction.run(kInsert, id, group.slug, group.name, group_name_key(group.name), group.description, group.door,
                  group.created_at);
  transaction.run(kInsertFounder, id, act.actor.member, act.at);
  record_of_group(transaction, act, Verb::group_founded, id);
  return group;
}

bool change_group(store::Transaction& transaction, const GroupAct& act, const Group& group, const GroupWords& words) {
  require_officer(transaction, act, group.id);
  std::string changed;
  const auto note = [&](bool differs, const char* what) {
    if (differs) changed.append(changed.empty() ? "" : ",").append(what);
  };
  note(group.name != words.name, "name");
  note(group.description != words.description, "description");
  note(group.door != words.door, "door");
  if (changed.empty()) return false;
  if (group.door != words.door) require_founder(transaction, act, group.id);
  require_free_name(transaction, words, group.id);
  const StaffChange change(transaction, Verb::group_changed, group.id.value);
  const auto key = group_name_key(words.name);
  if (transaction.run(kChange, group.id, words.name, key, words.description, words.door) == 0) throw NotFound();
  if (words.door == Door::hidden) close_to_others(transaction, act, group.id);
  record_of_group(transaction, act, Verb::group_changed, group.id, {}, 0, std::move(changed));
  change.keep(transaction);
  return true;
}

void end_group(store::Transaction& transaction, const GroupAct& act, const Group& group) {
  require_founder(transaction, act, group.id);
  if (transaction.run(kEnd, group.id, act.at) == 0) throw NotFound();
  for (const auto space : transaction.all<SpaceId>(kSpaces, group.id)) {
    close_space(transaction, space_act(act), space);
  }
  transaction.run(kForgetSpaces, group.id);
  transaction.run(kForgetMembers, group.id);
  transaction.run(kForgetRequests, group.id);
  transaction.run(kForgetInvitations, group.id);
  record_of_group(transaction, act, Verb::group_ended, group.id);
}

std::string open_group_space(store::Transaction& transaction, const GroupAct& act, const Group& group,
                             const NewGroupSpace& wanted) {
  require_officer(transaction, act, group.id);
  if (transaction.one<std::int64_t>(kCountSpaces, group.id).value_or(0) >= kMostSpacesOfGroup) {
    throw Conflict({"A group has five spaces at most."});
  }
  if (group.door == Door::hidden && wanted.visibility != SpaceVisibility::chosen) {
    throw Conflict({"The spaces of a hidden group are read by its members only."});
  }
  const auto& name = wanted.name.in(text::Language::en);
  auto slug = group.slug + "-" + text::slug(name);
  if (transaction.one<std::int64_t>(kSpaceSlug, slug)) slug = with_ending(slug, next_id());
  const NewSpace space{.slug = slug,
                       .kind = wanted.kind,
                       .visibility = wanted.visibility,
                       .name = wanted.name,
                       .description = wanted.description};
  const auto id = create_space(transaction, act.timeline, space, act.actor.member, act.at, act.source);
  transaction.run(kAddSpace, id, group.id);
  record_of_group(transaction, act, Verb::group_changed, group.id, {}, 0, "spaces");
  return slug;
}

}  // namespace parvis::community
