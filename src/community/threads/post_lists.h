// Lists of posts outside their thread's page: a member's contributions, feeds, the API. Only what the viewer may read;
// deleted posts and threads never. Reading only; any thread.
#pragma once

#include <string>
#include <vector>

#include "community/threads/post.h"

namespace parvis::community {

struct PostRow {
  PostId id;
  std::int64_t number = 0;
  Instant created_at;
  std::optional<Instant> edited_at;
  std::string body, html, language;
  std::int64_t up = 0, down = 0;
  std::string reactions;
  MemberId author;
  std::string author_handle, author_name, author_title;
  int author_hue = 0;
  Role author_role = Role::member;
  ThreadId thread;
  SpaceId space;
  std::string thread_title, thread_slug;
};
struct PostList {
  std::vector<PostRow> rows;
  std::string next;  // cursor; empty on the last page
};

// Newest first, of the whole square.
PostList latest_posts(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces, std::string_view cursor,
                      int limit);
PostList posts_by_member(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces, MemberId member,
                         std::string_view cursor, int limit);
// Newest first, of one thread already found.
std::vector<PostRow> latest_posts_of_thread(store::Reader& reader, ThreadId thread, int limit);
// In order from a number on, tombstones included with empty words; for the API. The thread is already found.
std::vector<Post> posts_from(store::Reader& reader, ThreadId thread, std::int64_t from, int limit);

}  // namespace parvis::community
