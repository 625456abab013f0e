// The row of a new post, with its place in the queue of the search index. Not for other folders.
#pragma once

#include <optional>

#include "community/threads/post_text.h"
#include "community/threads/thread_store.h"

namespace parvis::community {

void insert_post(store::Transaction& transaction, const Act& act, const PostHead& post, const PostText& text,
                 std::optional<PostId> reply_to);

}  // namespace parvis::community
