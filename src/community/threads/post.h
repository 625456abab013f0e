// Posts: replying in a thread, and finding one post. Numbers are given out in order within a thread, from 1, and never
// used again, so "thread, number" is an address for ever. Rules run inside the given transaction.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "community/threads/post_text.h"
#include "community/threads/thread.h"

namespace parvis::community {

struct Post {
  PostId id;
  ThreadId thread;
  std::int64_t number = 0;
  MemberId author;
  Instant created_at;
  std::optional<Instant> edited_at;
  std::int64_t revisions = 0;  // edits so far; what an edit form carries
  std::string body;
  std::string html;
  std::string language;
  std::optional<PostId> reply_to;
  std::int64_t up = 0, down = 0;
  std::string reactions;  // "thanks:3 useful:1"; see parse_reactions
  std::int64_t comments = 0;
  std::optional<Instant> deleted_at;
  std::optional<MemberId> deleted_by;

  bool deleted() const { return deleted_at.has_value(); }
};

struct PostInThread {
  Post post;
  Thread thread;
};
// The post when this viewer may read its thread, NotFound otherwise. The words of a deleted post are there only for
// who moderates the space and who wrote it; for others `body` and `html` are empty.
PostInThread find_post(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces, PostId id);
PostInThread find_post(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces, ThreadId thread,
                       std::int64_t number);

struct NewReply {
  ThreadId thread;
  PostId reply_to = {};  // zero: to the thread
};
struct PublishedPost {
  PostId id;
  std::int64_t number = 0;
  std::string slug;  // of the thread
};
// Writes the next post of the thread. Its author follows the thread and has read it so far; their draft is dropped.
// Conflict when the thread is closed (except for who moderates it) or deleted; BadRequest when `reply_to` is elsewhere.
PublishedPost reply(store::Transaction& transaction, const Act& act, const NewReply& to, const PostText& text);

// May this viewer reply here at all; for showing the form.
bool may_reply(const Viewer& viewer, const SpaceList& spaces, const Thread& thread);
// May change, or delete, what `author` wrote in this thread: its author and others, as the space's table has it.
bool may_edit(const Viewer& viewer, const SpaceList& spaces, const Thread& thread, MemberId author);
bool may_delete(const Viewer& viewer, const SpaceList& spaces, const Thread& thread, MemberId author);

}  // namespace parvis::community
