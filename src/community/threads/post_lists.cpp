#include "community/threads/post_lists.h"

#include <algorithm>

#include "community/threads/cursor.h"
#include "community/threads/thread_store.h"

namespace parvis::community {
namespace {

constexpr int kMaxPosts = 100;  // in one answer, whatever is asked for

constexpr store::Sql kSelect{R"(
  select p.id, p.number, p.created_at, p.edited_at, p.body, p.html, p.language, p.up, p.down, p.reactions,
         m.id, m.handle, m.display_name, m.title, m.hue, m.role, t.id, t.space, t.title, t.slug
  from post p cross join thread t cross join member m
  where t.id = p.thread and m.id = p.author and p.deleted_at is null and t.deleted_at is null)"};
constexpr store::Sql kBefore{R"( and (p.created_at, p.id) < ($1, $2) order by p.created_at desc, p.id desc limit $3)"};
constexpr store::Sql kByMember{" and p.author = $4"};
constexpr store::Sql kOfThread{" and p.thread = $1 order by p.number desc limit $2"};

PostList page_of(std::vector<PostRow> rows, int limit) {
  PostList list{.rows = std::move(rows)};
  if (static_cast<int>(list.rows.size()) > limit) {
    list.rows.pop_back();
    list.next = cursor_text({list.rows.back().created_at.microseconds, list.rows.back().id.value});
  }
  return list;
}

}  // namespace

PostList latest_posts(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces, std::string_view cursor,
                      int limit) {
  limit = std::clamp(limit, 1, kMaxPosts);
  const auto from = parse_cursor(cursor);
  const auto sql = kSelect + only_readable(viewer, spaces, store::Sql("+t.space")) + kBefore;
  return page_of(reader.all<PostRow>(sql, from.key, from.id, limit + 1), limit);
}

PostList posts_by_member(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces, MemberId member,
                         std::string_view cursor, int limit) {
  limit = std::clamp(limit, 1, kMaxPosts);
  const auto from = parse_cursor(cursor);
  const auto sql = kSelect + kByMember + only_readable(viewer, spaces, store::Sql("+t.space")) + kBefore;
  return page_of(reader.all<PostRow>(sql, from.key, from.id, limit + 1, member), limit);
}

std::vector<PostRow> latest_posts_of_thread(store::Reader& reader, ThreadId thread, int limit) {
  static const auto kLatestOfThread = kSelect + kOfThread;
  return reader.all<PostRow>(kLatestOfThread, thread, std::clamp(limit, 1, kMaxPosts));
}

std::vector<Post> posts_from(store::Reader& reader, ThreadId thread, std::int64_t from, int limit) {
  static const auto kPostsFrom = store::Sql("select ") + post_columns() +
                                 store::Sql(" from post where thread = $1 and number >= $2 order by number limit $3");
  auto posts = reader.all<Post>(kPostsFrom, thread, from, std::clamp(limit, 1, kMaxPosts));
  for (auto& post : posts) {
    if (!post.deleted()) continue;
    post.body.clear();
    post.html.clear();
  }
  return posts;
}

}  // namespace parvis::community
