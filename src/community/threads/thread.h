// Threads: opening one, and finding one within what the viewer may read. Each state a thread can take (closed, pinned,
// deleted, solved, moved) stands in a file of its own beside this one. Rules run inside the given transaction and
// record their activity there; they belong to the calling thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "community/threads/act.h"
#include "community/threads/outcome.h"
#include "community/threads/post_text.h"
#include "community/types.h"
#include "core/store/store.h"

namespace parvis::community {

struct Thread {
  ThreadId id;
  SpaceId space;
  MemberId author;
  std::string title;
  std::string slug;
  std::string language;  // "fr"
  Instant created_at;
  Instant last_activity_at;    // of its last post that is not deleted
  std::int64_t last_post = 0;  // number of the last post given out
  MemberId last_poster;
  std::int64_t posts = 0;   // posts that are not deleted, the first included
  std::int64_t thanks = 0;  // reactions received by all its posts
  std::int64_t score = 0;   // votes on the first post
  std::optional<PostId> solution;
  std::optional<MemberId> solution_by;
  std::optional<Instant> solved_at;
  std::optional<Instant> pinned_at;
  std::optional<Instant> closed_at;
  std::optional<Instant> deleted_at;
  std::optional<MemberId> deleted_by;
};

// Whether this viewer may read the thread.
bool may_read(const Viewer& viewer, const SpaceList& spaces, const Thread& thread);
// The thread when this viewer may read it; NotFound otherwise. Deleted threads are found by those who moderate their
// space and by the one who deleted them.
Thread find_thread(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces, ThreadId id);

// What a new thread is made of, checked and rendered off the writing thread (see post_text.h).
struct ThreadForm {
  SpaceId space;
  std::string title;
  std::string body;
  std::vector<std::string> tags;
};
struct ThreadText {
  SpaceId space;
  std::string title;
  std::string slug;
  PostText text;
  std::vector<std::string> tags;  // checked names, each once
};
// Mistakes are about "space", "title", "body", "tags".
Outcome<ThreadText> compose_thread(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                                   const ThreadForm& form, text::Language fallback, std::string_view origin = {});

struct OpenedThread {
  ThreadId thread;
  PostId post;  // its first
  std::string slug;
};
// Opens the thread with its first post; its author follows it and has read it. Tags that do not exist yet are made.
OpenedThread open_thread(store::Transaction& transaction, const Act& act, const ThreadText& text);

}  // namespace parvis::community
