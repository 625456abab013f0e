// Rows of threads and posts as the rules of this folder read them, before asking who may. Not for other folders, which
// use find_thread and find_post.
#pragma once

#include <optional>

#include "community/threads/post.h"
#include "community/threads/thread.h"

namespace parvis::community {

std::optional<Thread> read_thread(store::Reader& reader, ThreadId id);

// The columns of `Post`, in its order, for the table `post`.
const store::Sql& post_columns();
std::optional<Post> read_post(store::Reader& reader, PostId id);
std::optional<Post> read_post(store::Reader& reader, ThreadId thread, std::int64_t number);

// A post without its words.
struct PostHead {
  PostId id;
  ThreadId thread;
  std::int64_t number = 0;
  MemberId author;
  Instant created_at;
  std::int64_t revisions = 0;
  std::int64_t up = 0, down = 0;
  std::string reactions;
  std::optional<Instant> deleted_at;
  std::optional<MemberId> deleted_by;
};
std::optional<PostHead> read_post_head(store::Reader& reader, PostId id);

// What every rule begins with: the thread, readable by the actor, who may do this in its space; not deleted.
Thread thread_to_change(store::Transaction& transaction, const Act& act, ThreadId id, Action action);
// The thread, whose title and tags the actor may change.
Thread thread_to_edit(store::Transaction& transaction, const Act& act, ThreadId id);
// The right by which the actor may change or delete something of `author` in this thread: that over others' words,
// which serves in a closed space too, where they have it.
Action editing(const Act& act, const Thread& thread, MemberId author);
Action deleting(const Act& act, const Thread& thread, MemberId author);
struct PostToChange {
  Thread thread;
  PostHead post;
};
// Likewise; the post is not deleted. `post_to_edit` asks for the right
// that its author's words take.
PostToChange post_to_change(store::Transaction& transaction, const Act& act, PostId id, Action action);
PostToChange post_to_edit(store::Transaction& transaction, const Act& act, PostId id);
// The id of a thread's first post.
PostId first_post_of(store::Reader& reader, ThreadId thread);

PostContext context_of(const Thread& thread);
PostContext context_of(const Thread& thread, const PostHead& post, std::string_view body = {});

// The activity in its space and thread; about someone else's work, that member is the counterpart.
Activity in_thread(Activity activity, const Thread& thread, MemberId counterpart = {});
// Records the activity and lets the echoes hear of it.
void record_and_echo(store::Transaction& transaction, const Act& act, Activity activity, const PostContext& context);

// The post must be indexed anew; for a whole thread, all of its posts.
void queue_search(store::Transaction& transaction, PostId post, Instant at);
void queue_search(store::Transaction& transaction, ThreadId thread, Instant at);

}  // namespace parvis::community
