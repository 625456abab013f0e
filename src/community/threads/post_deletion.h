// Deleting a post with a trace: its number stays, its words are shown only to those who moderate and to its author.
#pragma once

#include "community/threads/post.h"

namespace parvis::community {

// By its author or who moderates the space. Deleting the first post deletes the thread (thread_deletion.h); deleting
// the accepted answer withdraws it. Nothing happens when it is so already.
void delete_post(store::Transaction& transaction, const Act& act, PostId post);
// The same, for a reason that goes to the timeline.
void hide_post(store::Transaction& transaction, const Act& act, PostId post, std::string_view reason);
// By who moderates the space, or its author when they deleted it themselves.
void restore_post(store::Transaction& transaction, const Act& act, PostId post);

}  // namespace parvis::community
