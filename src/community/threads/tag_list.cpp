// Finding tags within what a viewer may read: a tag used only in hidden spaces does not exist for them.
#include "community/threads/tag.h"
#include "core/errors.h"

namespace parvis::community {
namespace {

constexpr store::Sql kColumns{R"(
  select tag.id, tag.name, tag.name_key, tag.description, cast(sum(tag_space.threads) as bigint)
  from tag join tag_space on tag_space.tag = tag.id
  where tag_space.threads > 0)"};
constexpr store::Sql kGrouped{" group by tag.id, tag.name, tag.name_key, tag.description"};
constexpr store::Sql kByUse{" order by 5 desc, tag.name_key"};
constexpr store::Sql kThisKey{" and tag.name_key = $1"};
constexpr store::Sql kKeysBetween{" and tag.name_key >= $1 and tag.name_key < $2"};
constexpr store::Sql kTagsOfThread{R"(
  select tag.id, tag.name, tag.name_key, tag.description, tag.threads
  from thread_tag join tag on tag.id = thread_tag.tag
  where thread_tag.thread = $1 order by tag.name_key)"};

store::Sql visible_tags(const Viewer& viewer, const SpaceList& spaces) {
  return kColumns + only_readable(viewer, spaces, store::Sql("tag_space.space"));
}

}  // namespace

Tag find_tag(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces, std::string_view key) {
  auto tag = reader.one<Tag>(visible_tags(viewer, spaces) + kThisKey + kGrouped, tag_key(key));
  if (!tag) throw NotFound();
  return std::move(*tag);
}

std::vector<Tag> list_tags(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces, int limit) {
  return reader.all<Tag>(visible_tags(viewer, spaces) + kGrouped + kByUse + store::Sql(" limit $1"), limit);
}

std::vector<Tag> complete_tag(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                              std::string_view prefix, int limit) {
  const auto from = tag_key(prefix);
  if (from.empty()) return {};
  const auto to = from + "\xF4\x8F\xBF\xBF";  // after every text that begins so: U+10FFFF
  return reader.all<Tag>(visible_tags(viewer, spaces) + kKeysBetween + kGrouped + kByUse + store::Sql(" limit $3"),
                         from, to, limit);
}

std::vector<Tag> tags_of(store::Reader& reader, ThreadId thread) { return reader.all<Tag>(kTagsOfThread, thread); }

}  // namespace parvis::community
