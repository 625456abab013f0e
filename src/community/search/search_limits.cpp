#include "community/search/search_limits.h"

#include "community/members/member.h"
#include "community/threads/tag.h"
#include "core/text/words.h"

namespace parvis::community {
namespace {

// A tag is known to those who may read a thread that carries it.
constexpr store::Sql kTagByKey{R"(
  select tag.id from tag where tag.name_key = $1 and exists (
    select 1 from tag_space where tag_space.tag = tag.id and tag_space.threads > 0)"};
constexpr store::Sql kClose{")"};
constexpr store::Sql kMemberByName{
    "select id from member where name_key = $1 and status in (1, 3) order by id limit 1"};

bool is_named(const Space& space, const std::string& folded) {
  if (text::fold(space.slug) == folded) return true;
  return std::ranges::any_of(text::kLanguages,
                             [&](text::Language language) { return text::fold(space.name.in(language)) == folded; });
}

SpaceId space_named(const Viewer& viewer, const SpaceList& spaces, std::string_view name) {
  if (const auto* space = spaces.find(name); space && may_read(viewer, *space)) return space->id;
  const auto folded = text::fold(name);
  for (const auto* space : readable_spaces(viewer, spaces)) {
    if (!folded.empty() && is_named(*space, folded)) return space->id;
  }
  return {};
}

MemberId author_named(store::Reader& reader, std::string_view name) {
  if (const auto member = find_member(reader, name); member && member->status != MemberStatus::unconfirmed) {
    return member->id;
  }
  const auto key = name_key(name);
  return key.empty() ? MemberId{} : reader.one<MemberId>(kMemberByName, key).value_or(MemberId{});
}

TagId tag_named(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces, std::string_view name) {
  const auto sql = kTagByKey + only_readable(viewer, spaces, "tag_space.space") + kClose;
  return reader.one<TagId>(sql, tag_key(name)).value_or(TagId{});
}

}  // namespace

SearchLimits find_limits(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                         const SearchQuery& query) {
  SearchLimits limits{.space = {},
                      .author = {},
                      .tag = {},
                      .after = query.after,
                      .before = query.before,
                      .solved = query.solved,
                      .unknown = query.unreadable};
  const auto found = [&](LimitKind kind, bool is_known) {
    if (!is_known) limits.unknown.push_back(kind);
  };
  if (!query.space.empty()) {
    limits.space = space_named(viewer, spaces, query.space);
    found(LimitKind::space, static_cast<bool>(limits.space));
  }
  if (!query.author.empty()) {
    limits.author = author_named(reader, query.author);
    found(LimitKind::author, static_cast<bool>(limits.author));
  }
  if (!query.tag.empty()) {
    limits.tag = tag_named(reader, viewer, spaces, query.tag);
    found(LimitKind::tag, static_cast<bool>(limits.tag));
  }
  return limits;
}

}  // namespace parvis::community
