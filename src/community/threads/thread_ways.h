// The ways through a thread some of whose posts went elsewhere or got other numbers: which pages have posts, and what
// stood where. For most threads one look tells that there is nothing of the kind. Reading only; any thread.
#pragma once

#include <optional>
#include <vector>

#include "community/threads/post_place.h"
#include "community/threads/thread_page.h"

namespace parvis::community {

struct ThreadWays {
  // The first post of the pages around, where there are any: pages whose posts all went elsewhere are passed over.
  std::optional<std::int64_t> before, after;
  std::int64_t last_number = 1;  // of the last post that stands here
  std::vector<MovedLine> moved;  // posts that stood on this page, or after it where no page is left before the next
};
ThreadWays load_thread_ways(store::Reader& reader, const ThreadContent& content);

}  // namespace parvis::community
