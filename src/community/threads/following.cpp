#include "community/threads/following.h"

#include <algorithm>

namespace parvis::community {
namespace {

constexpr store::Sql kSpaces{"select target from follow where member = $1 and kind = 3"};  // FollowKind::space
constexpr store::Sql kTags{R"(
  select tag.id, tag.name, tag.name_key from follow join tag on tag.id = follow.target
  where follow.member = $1 and follow.kind = 2 and exists (
    select 1 from tag_space where tag_space.tag = tag.id and tag_space.threads > 0)"};
constexpr store::Sql kClose{") limit $2"};
constexpr store::Sql kMembers{R"(
  select member.id, member.handle, member.display_name, member.role, member.title, member.hue
  from follow join member on member.id = follow.target
  where follow.member = $1 and follow.kind = 4 and member.status in (1, 3) order by member.name_key limit $2)"};

struct TagRow {
  TagId id;
  std::string name, key;
};

}  // namespace

Following following_of(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces) {
  Following following;
  const auto followed = reader.all<SpaceId>(kSpaces, viewer.member);
  for (const auto* space : readable_spaces(viewer, spaces)) {
    if (std::ranges::find(followed, space->id) != followed.end()) following.spaces.push_back(space);
  }
  const auto tags = kTags + only_readable(viewer, spaces, "tag_space.space") + kClose;
  for (auto& tag : reader.all<TagRow>(tags, viewer.member, kMaxFollowedShown)) {
    following.tags.push_back({.id = tag.id, .name = std::move(tag.name), .key = std::move(tag.key)});
  }
  sort_by_name(following.tags);
  following.members = reader.all<MemberFace>(kMembers, viewer.member, kMaxFollowedShown);
  return following;
}

}  // namespace parvis::community
