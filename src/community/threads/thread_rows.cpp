// Rows of lists: made of their columns, completed with tags, read marks and excerpts.
#include <algorithm>
#include <unordered_map>

#include "community/threads/read_mark.h"
#include "community/threads/thread_list_sql.h"
#include "core/store/foresight.h"
#include "core/store/id_list.h"

namespace parvis::community {
namespace {

constexpr std::size_t kExcerptLength = 200;  // two lines on a desk, four on a phone

constexpr store::Sql kTags{R"(
  select x.thread, g.id, g.name, g.name_key from thread_tag x join tag g on g.id = x.tag where x.thread)"};
constexpr store::Sql kFirstPosts{"select thread, html from post where number = 1 and thread"};
constexpr store::Sql kAddresses{"select t.id, t.slug, t.last_activity_at, t.last_post from thread t where t.id > $1"};
constexpr store::Sql kAddressesInOrder{" and t.deleted_at is null order by t.id limit $2"};

struct TagOfThread {
  ThreadId thread;
  TagId id;
  std::string name, key;
};
struct FirstPost {
  ThreadId thread;
  std::string html;
};

using RowsById = std::unordered_map<ThreadId, ThreadRow*>;

void add_tags(store::Reader& reader, const std::string& ids, RowsById& rows) {
  for (auto& tag : reader.all<TagOfThread>(kTags + in_list(reader, "$1"), ids)) {
    rows[tag.thread]->tags.push_back({.id = tag.id, .name = std::move(tag.name), .key = std::move(tag.key)});
  }
  for (auto& [id, row] : rows) sort_by_name(row->tags);
}

void add_excerpts(store::Reader& reader, const std::string& ids, RowsById& rows) {
  for (auto& first : reader.all<FirstPost>(kFirstPosts + in_list(reader, "$1"), ids)) {
    rows[first.thread]->excerpt = excerpt_of(std::move(first.html), kExcerptLength);
  }
}

}  // namespace

ThreadRow row_of(ThreadColumns&& c) {
  return {.id = c.id,
          .space = c.space,
          .title = std::move(c.title),
          .slug = std::move(c.slug),
          .language = std::move(c.language),
          .created_at = c.created_at,
          .last_activity_at = c.last_activity_at,
          .last_post = c.last_post,
          .posts = c.posts,
          .thanks = c.thanks,
          .score = c.score,
          .solved = c.solved,
          .pinned = c.pinned,
          .closed = c.closed,
          .author = c.author,
          .author_handle = std::move(c.author_handle),
          .author_name = std::move(c.author_name),
          .author_title = std::move(c.author_title),
          .author_hue = c.author_hue,
          .author_role = c.author_role,
          .last_poster = c.last_poster,
          .last_poster_handle = std::move(c.last_poster_handle),
          .last_poster_name = std::move(c.last_poster_name),
          .last_poster_hue = c.last_poster_hue};
}

void complete_rows(store::Reader& reader, const Viewer& viewer, std::vector<ThreadRow>& rows, Excerpts excerpts) {
  if (rows.empty()) return;
  RowsById by_id;
  std::vector<ThreadId> threads;
  for (auto& row : rows) {
    by_id[row.id] = &row;
    threads.push_back(row.id);
  }
  const auto ids = store::id_list(threads);
  add_tags(reader, ids, by_id);
  if (excerpts == Excerpts::first_post) add_excerpts(reader, ids, by_id);
  if (!viewer.signed_in()) return;
  for (const auto& mark : read_marks(reader, viewer.member, threads)) by_id[mark.thread]->read_up_to = mark.post;
  const auto arrival = arrival_of(reader, viewer.member);
  for (auto& row : rows) {
    if (!row.read_up_to && row.last_activity_at < arrival) row.read_up_to = row.last_post;
  }
}

std::vector<ThreadRow> thread_rows(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                                   const std::vector<ThreadId>& ids) {
  if (ids.empty()) return {};
  std::unordered_map<ThreadId, ThreadRow> found;
  for (auto& row : select_rows(reader, these_sql(reader), store::id_list(ids))) {
    const auto* space = spaces.find(row.space);
    if (space && may_read(viewer, *space)) found.emplace(row.id, std::move(row));
  }
  std::vector<ThreadRow> rows;
  for (const auto id : ids) {
    if (auto row = found.extract(id)) rows.push_back(std::move(row.mapped()));
  }
  complete_rows(reader, viewer, rows, Excerpts::none);
  return rows;
}

void foresee_thread_rows(store::Reader& reader, const std::vector<ThreadId>& ids) {
  const auto list = store::id_list(ids);
  store::foresee(reader, these_sql(reader), list);
  store::foresee(reader, kTags + in_list(reader, "$1"), list);
}

std::vector<ThreadAddress> thread_addresses(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                                            ThreadId after, int limit) {
  return reader.all<ThreadAddress>(
      kAddresses + only_readable(viewer, spaces, store::Sql("+t.space")) + kAddressesInOrder, after, limit);
}

}  // namespace parvis::community
