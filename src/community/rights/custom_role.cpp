#include "community/rights/custom_role.h"

#include "community/activity/staff_change.h"
#include "core/errors.h"
#include "core/text/validate.h"

namespace parvis::community {
namespace {

constexpr store::Sql kCount{"select count(*) from custom_role"};
constexpr store::Sql kBySlug{"select id from custom_role where slug = $1"};
constexpr store::Sql kInsert{"insert into custom_role (id, slug, name, created_at) values ($1, $2, $3, $4)"};
constexpr store::Sql kRename{"update custom_role set name = $2 where id = $1 and name <> $2"};
constexpr store::Sql kForgetHolders{"delete from member_role where role = $1"};
constexpr store::Sql kForgetReaders{"delete from space_reader where role = $1"};
constexpr store::Sql kForgetCells{"delete from space_right where standing = $1"};
constexpr store::Sql kRemove{"delete from custom_role where id = $1"};
constexpr store::Sql kHolders{"select member from member_role where role = $1 order by member"};
constexpr store::Sql kMember{"select 1 from member where id = $1 and status in (1, 2, 3)"};
constexpr store::Sql kGive{R"(
  insert into member_role (member, role, granted_by, granted_at) values ($1, $2, $3, $4)
  on conflict (member, role) do nothing)"};
constexpr store::Sql kTake{"delete from member_role where member = $1 and role = $2"};
constexpr store::Sql kHoldersShown{R"(
  select member.id, member.handle, member.display_name, member.hue, member_role.granted_at
  from member_role join member on member.id = member_role.member
  where member_role.role = $1 order by member.name_key, member.id limit $2)"};
constexpr store::Sql kCountHolders{"select count(*) from member_role where role = $1"};

Activity fact(const SpaceAct& act, Verb verb, CustomRoleId role, std::string detail) {
  return {.at = act.at,
          .actor = act.actor,
          .verb = verb,
          .object_kind = ObjectKind::role,
          .object = role.value,
          .detail = std::move(detail),
          .source = act.source};
}

void record_of_member(store::Transaction& transaction, const SpaceAct& act, Verb verb, const CustomRole& role,
                      MemberId member) {
  auto activity = fact(act, verb, role.id, role.slug);
  activity.counterpart = member;
  act.timeline.record(transaction, std::move(activity));
}

}  // namespace

CustomRoleId make_role(store::Transaction& transaction, const SpaceAct& act, const LocalText& name,
                       std::string_view first_name) {
  const auto slug = text::slug(first_name);
  if (transaction.one<CustomRoleId>(kBySlug, slug)) throw Conflict({"There is a role of that name already."});
  if (transaction.one<std::int64_t>(kCount).value_or(0) >= static_cast<std::int64_t>(kMaxRoles)) {
    throw Conflict({"There are as many roles as there can be. Remove one first."});
  }
  const auto id = make_id<CustomRoleId>();
  transaction.run(kForgetCells, std::string("role:") + slug);  // of one that was removed
  transaction.run(kInsert, id, slug, name.to_json(), act.at);
  act.timeline.record(transaction, fact(act, Verb::custom_role_made, id, slug));
  return id;
}

bool rename_role(store::Transaction& transaction, const SpaceAct& act, const CustomRole& role, const LocalText& name) {
  const StaffChange change(transaction, Verb::custom_role_changed, role.id.value);
  if (transaction.run(kRename, role.id, name.to_json()) == 0) return false;
  act.timeline.record(transaction, fact(act, Verb::custom_role_changed, role.id, role.slug));
  change.keep(transaction);
  return true;
}

void remove_role(store::Transaction& transaction, const SpaceAct& act, const CustomRole& role) {
  for (const auto member : transaction.all<MemberId>(kHolders, role.id)) {
    record_of_member(transaction, act, Verb::custom_role_taken, role, member);
  }
  transaction.run(kForgetHolders, role.id);
  transaction.run(kForgetReaders, role.id);
  transaction.run(kForgetCells, standing_of(role));
  if (transaction.run(kRemove, role.id) == 0) throw NotFound();
  act.timeline.record(transaction, fact(act, Verb::custom_role_removed, role.id, role.slug));
}

bool give_role(store::Transaction& transaction, const SpaceAct& act, const CustomRole& role, MemberId member) {
  if (!transaction.one<std::int64_t>(kMember, member)) throw NotFound();
  if (!transaction.one<CustomRoleId>(kBySlug, role.slug)) throw Conflict({"This role was removed meanwhile."});
  if (transaction.run(kGive, member, role.id, act.actor ? std::optional(act.actor) : std::nullopt, act.at) == 0) {
    return false;
  }
  record_of_member(transaction, act, Verb::custom_role_given, role, member);
  return true;
}

bool take_role(store::Transaction& transaction, const SpaceAct& act, const CustomRole& role, MemberId member) {
  if (transaction.run(kTake, member, role.id) == 0) return false;
  record_of_member(transaction, act, Verb::custom_role_taken, role, member);
  return true;
}

std::vector<RoleHolder> holders_of(store::Reader& reader, CustomRoleId role, int limit) {
  return reader.all<RoleHolder>(kHoldersShown, role, limit);
}

std::int64_t count_holders(store::Reader& reader, CustomRoleId role) {
  return reader.one<std::int64_t>(kCountHolders, role).value_or(0);
}

}  // namespace parvis::community
