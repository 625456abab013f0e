// Finding tags within what a viewer may read: a tag used only in hidden spaces does not exist for them.
#include <algorithm>
#include <tuple>

#include "community/threads/tag.h"
#include "core/errors.h"
#include "core/text/words.h"

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
  where thread_tag.thread = $1)"};

store::Sql visible_tags(const Viewer& viewer, const SpaceList& spaces) {
  return kColumns + only_readable(viewer, spaces, store::Sql("tag_space.space"));
}

enum class First { name, most_used };

// Keys of ASCII alone are in order by their bytes, as the database sorts.
bool are_plain(const std::vector<Tag>& tags) {
  return std::ranges::all_of(tags, [](const Tag& tag) {
    return std::ranges::all_of(tag.key, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  });
}

void sort_folded(std::vector<Tag>& tags, First first) {
  std::vector<std::tuple<std::int64_t, std::string, std::size_t>> order;
  for (std::size_t i = 0; i < tags.size(); ++i) {
    order.emplace_back(first == First::most_used ? -tags[i].threads : 0, text::fold(tags[i].name), i);
  }
  std::ranges::sort(order);
  std::vector<Tag> sorted;
  sorted.reserve(tags.size());
  for (const auto& entry : order) sorted.push_back(std::move(tags[std::get<std::size_t>(entry)]));
  tags = std::move(sorted);
}

}  // namespace

Tag find_tag(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces, std::string_view key) {
  auto tag = reader.one<Tag>(visible_tags(viewer, spaces) + kThisKey + kGrouped, tag_key(key));
  if (!tag) throw NotFound();
  return std::move(*tag);
}

void sort_by_name(std::vector<Tag>& tags) {
  if (are_plain(tags)) {
    std::ranges::sort(tags, {}, &Tag::key);
  } else {
    sort_folded(tags, First::name);
  }
}

std::vector<Tag> list_tags(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces, int limit) {
  auto tags = reader.all<Tag>(visible_tags(viewer, spaces) + kGrouped + kByUse + store::Sql(" limit $1"), limit);
  if (!are_plain(tags)) sort_folded(tags, First::most_used);
  return tags;
}

std::vector<Tag> complete_tag(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                              std::string_view prefix, int limit) {
  const auto from = tag_key(prefix);
  if (from.empty()) return {};
  const auto to = from + "\xF4\x8F\xBF\xBF";  // after every text that begins so: U+10FFFF
  return reader.all<Tag>(visible_tags(viewer, spaces) + kKeysBetween + kGrouped + kByUse + store::Sql(" limit $3"),
                         from, to, limit);
}

std::vector<Tag> tags_of(store::Reader& reader, ThreadId thread) {
  auto tags = reader.all<Tag>(kTagsOfThread, thread);
  sort_by_name(tags);
  return tags;
}

}  // namespace parvis::community
