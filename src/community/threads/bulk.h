// The door for imports, generated loads and the demo's past: plain inserts of rows that already happened, without
// checks, counters, echoes or follows. The caller keeps the rows consistent (numbers in order from 1 in each thread)
// and ends with `put_in` and `recount_all` (counters.h). One transaction may hold thousands of rows. Runs on the
// writing thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "community/activity/activity.h"
#include "community/threads/post_text.h"
#include "community/threads/relation.h"
#include "community/types.h"
#include "core/store/bulk_rows.h"

namespace parvis::community {

struct BulkThread {
  ThreadId id;
  SpaceId space;
  MemberId author;
  std::string_view title, slug, language;
  Instant created_at;
  std::optional<Instant> closed_at = {};
  std::optional<PostId> solution = {};
  std::optional<MemberId> solution_by = {};
  std::optional<Instant> solved_at = {};
  // When known they spare the recount its writes; otherwise 0.
  std::int64_t last_post = 0, posts = 0;
  Instant last_activity_at = {};  // zero: created_at
  MemberId last_poster = {};      // zero: author
};
void insert_thread_row(store::BulkRows& rows, const BulkThread& thread);

struct BulkPost {
  PostId id;
  ThreadId thread;
  std::int64_t number = 0;
  MemberId author;
  Instant created_at;
  std::string_view body, html, language;
  std::int64_t renderer = 0;
  std::optional<PostId> reply_to = {};
  std::optional<Instant> edited_at = {};
  // When known; otherwise 0.
  std::int64_t revisions = 0, up = 0, down = 0, comments = 0;
  std::string_view reactions = {};  // folded: "thanks:3"
};
// Also queues the post for the search index.
void insert_post_row(store::BulkRows& rows, const BulkPost& post);

struct BulkRevision {
  std::int64_t id;
  PostId post;
  std::int64_t number = 0;
  MemberId editor;
  Instant created_at;
  std::optional<std::string_view> title = {}, tags = {};
  std::string_view body, reason;
};
void insert_revision_row(store::BulkRows& rows, const BulkRevision& revision);

struct BulkComment {
  CommentId id;
  PostId post;
  MemberId author;
  Instant created_at;
  std::string_view body, html;
  std::int64_t score = 0;
};
void insert_comment_row(store::BulkRows& rows, const BulkComment& comment);

struct BulkVote {
  std::int64_t id;
  PostId post;
  std::optional<MemberId> member;  // nothing where the dump does not say
  VoteKind kind = VoteKind::up;
  Instant created_at;
};
// A vote that is there already (same post, member and kind) changes nothing.
void insert_vote_row(store::BulkRows& rows, const BulkVote& vote);
void insert_reaction_row(store::BulkRows& rows, PostId post, MemberId member, std::string_view kind, Instant at);

// The tag with this name, made when there is none.
TagId find_or_make_tag(store::Transaction& transaction, std::string_view name);
void insert_thread_tag_row(store::BulkRows& rows, ThreadId thread, TagId tag, Instant last_activity_at);
void insert_related_row(store::BulkRows& rows, ThreadId thread, ThreadId other, RelationKind kind, Instant at);

// Activities, whose identifier is made when it is not set.
void insert_activity_row(store::BulkRows& rows, const Activity& activity);

}  // namespace parvis::community
