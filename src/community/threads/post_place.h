// Where posts stood before threads were split or merged (decision 24). "Thread, number" is the address of one post for
// ever: while the post stands there its row says so, afterwards a place kept here leads on to it. Functions over Reader
// and Transaction; any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "community/threads/thread.h"

namespace parvis::community {

struct PostAddress {
  PostId post;
  ThreadId thread;
  std::int64_t number = 0;
};
// Where the post that has or had this address stands now; nothing when no post ever had it. Says nothing of who may
// read it.
std::optional<PostAddress> present_place(store::Reader& reader, ThreadId thread, std::int64_t number);
// The thread itself, or for one that was merged into another the thread where its first post stands now.
ThreadId present_thread(store::Reader& reader, ThreadId thread);
// As find_thread, and for a thread that was merged the one where its first post stands now.
Thread find_present_thread(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces, ThreadId thread);
bool has_stood(store::Reader& reader, PostId post, ThreadId thread);
// The number of the post that stands here, or of the nearest after it, else before it; 1 when there is none.
std::int64_t nearest_number(store::Reader& reader, ThreadId thread, std::int64_t number);

// Posts that stood here one after another and stand in one other thread now.
struct MovedLine {
  std::int64_t before = 0;  // the number of the first of them
  std::int64_t posts = 0;
  std::int64_t first = 0;  // where the first of them is there
  ThreadId thread;
  SpaceId space;
  std::string title, slug, language;
  bool deleted = false;  // the other thread
};
// Of places numbered in [from, until), in their order.
std::vector<MovedLine> moved_lines(store::Reader& reader, ThreadId thread, std::int64_t from, std::int64_t until);

// Notes where the post stood; gives its address back to a post that returns.
void keep_place(store::Transaction& transaction, const PostAddress& place, Instant at);
void give_place_back(store::Transaction& transaction, ThreadId thread, std::int64_t number);

}  // namespace parvis::community
