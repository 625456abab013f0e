#include "community/members/viewer_of.h"

#include "community/activity/activity.h"
#include "community/rights/trust.h"

namespace parvis::community {
namespace {

constexpr store::Sql kMember{R"(
  select role, status, handle, display_name, title, hue, language, time_zone, posts, created_at from member
  where id = $1 and status in (1, 8))"};  // active, suspended
constexpr store::Sql kConduct{R"(
  select coalesce(max(kind), 0) from sanction
  where member = $1 and kind >= 2 and lifted_at is null and (ends_at is null or ends_at > $2))"};
constexpr store::Sql kLeads{"select space from space_leader where member = $1"};
constexpr store::Sql kRoles{"select role from member_role where member = $1"};

constexpr store::Sql kGroups{"select member_group from membership where member = $1"};
constexpr store::Sql kOfficerIn{R"(
  select group_space.space from membership join group_space on group_space.member_group = membership.member_group
  where membership.member = $1 and membership.standing >= 2)"};

struct MemberRow {
  Role role;
  MemberStatus status;
  std::string handle, display_name, title;
  int hue;
  std::string language, time_zone;
  std::int64_t posts;
  Instant created_at;
};

}  // namespace

std::optional<KnownViewer> viewer_of(store::Reader& reader, MemberId member, Instant at) {
  auto row = reader.one<MemberRow>(kMember, member);
  if (!row) return std::nullopt;
  // 2 silences, what is more keeps out (moderation/sanction.h), by the clock alone.
  const auto conduct = reader.one<std::int64_t>(kConduct, member, at).value_or(0);
  if (conduct > 2) return std::nullopt;
  const Known known{row->posts, row->created_at};
  return KnownViewer{.viewer = {.member = member,
                                .role = row->role,
                                .status = conduct == 2 ? MemberStatus::silenced : MemberStatus::active,
                                .leads = reader.all<SpaceId>(kLeads, member),
                                .handle = std::move(row->handle),
                                .display_name = std::move(row->display_name),
                                .hue = row->hue,
                                .newcomer = row->role == Role::member && is_newcomer(read_trust(reader), known, at),
                                .roles = reader.all<CustomRoleId>(kRoles, member),
                                .groups = reader.all<GroupId>(kGroups, member),
                                .officer_in = reader.all<SpaceId>(kOfficerIn, member)},
                     .preferences = {text::parse_language(row->language), std::move(row->time_zone)},
                     .title = std::move(row->title)};
}

}  // namespace parvis::community
