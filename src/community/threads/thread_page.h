// What a thread's page shows, in two parts. `ThreadContent` is the same for everyone who may read the thread, and is
// kept in memory (thread_content_cache.h); `ThreadOverlay` is what one viewer adds: marks, own reactions and votes, and
// for those who moderate the words of deleted posts. Posts are found by number, so post 100,000 is as near as post 1.
// Reading only; any thread.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "community/moderation/ground.h"
#include "community/threads/post.h"
#include "community/threads/relation.h"
#include "community/threads/tag.h"
#include "community/threads/thread.h"
#include "community/threads/vote.h"

namespace parvis::community {

inline constexpr std::int64_t kPostsPerPage = 20;

struct PostView {
  PostId id;
  std::int64_t number = 0;
  Instant created_at;
  std::optional<Instant> edited_at;
  std::int64_t revisions = 0;
  std::string html;  // empty for a deleted post
  std::string language;
  std::optional<PostId> reply_to;
  std::int64_t up = 0, down = 0;
  std::string reactions;
  std::int64_t comments = 0;
  std::optional<Instant> deleted_at;
  MemberId author;
  std::string author_handle, author_name, author_title;
  int author_hue = 0;
  Role author_role = Role::member;
  MemberStatus author_status = MemberStatus::active;
  std::int64_t author_posts = 0;                // so that a newcomer can be seen as one
  std::optional<std::int64_t> reply_to_number;  // of the post answered, and whose it is
  std::optional<std::string> reply_to_handle;
  std::optional<std::string> reply_to_name;

  bool deleted() const { return deleted_at.has_value(); }
};

struct CommentView {
  CommentId id;
  PostId post;
  Instant created_at;
  std::string html;
  std::int64_t score = 0;
  MemberId author;
  std::string author_handle, author_name, author_title;
  int author_hue = 0;
  Role author_role = Role::member;
};

struct Participant {
  MemberId member;
  std::string handle, name;
  int hue = 0;
  std::int64_t posts = 0;  // among the thread's last kParticipantWindow
};
inline constexpr std::int64_t kParticipantWindow = 300;  // a bound, so that an endless thread costs no more
inline constexpr int kMaxParticipants = 8;

struct ThreadContent {
  Thread thread;
  std::int64_t from = 1;  // first number of this page
  std::int64_t limit = kPostsPerPage;
  std::vector<PostView> posts;        // numbers in [from, from + limit)
  std::vector<CommentView> comments;  // of these posts; by post, then in order
  std::vector<Tag> tags;
  std::vector<Participant> participants;
  std::optional<PostView> solution;    // the accepted answer, on the first page: shown under the question
  std::string solution_excerpt;        // its beginning as plain text
  std::vector<RelatedThread> related;  // not restricted: the overlay holds what this viewer may see

  std::int64_t page() const { return (from - 1) / limit + 1; }
  std::int64_t pages() const { return std::max<std::int64_t>((thread.last_post + limit - 1) / limit, 1); }
  std::size_t weight() const;  // bytes held, about
};
// NotFound when there is no such thread. Does not ask who reads: `open_thread_page` does.
ThreadContent load_thread_content(store::Reader& reader, ThreadId thread, std::int64_t from,
                                  std::int64_t limit = kPostsPerPage);

struct OwnReaction {
  PostId post;
  std::string kind;
};
struct OwnVote {
  PostId post;
  Ballot ballot = Ballot::none;
};
struct DeletedWords {
  PostId post;
  std::string html;
  MemberId deleted_by;
  Ground ground = Ground::none;  // why somebody else hid them
  std::string reason;
};
struct ThreadOverlay {
  std::optional<std::int64_t> read_up_to;  // nothing: never opened, or a visitor
  bool following = false;
  std::vector<OwnReaction> reactions;  // on the posts of the page
  std::vector<OwnVote> votes;
  std::vector<DeletedWords> deleted_words;  // for who moderates, and an author's own
  std::vector<RelatedThread> related;       // what this viewer may read of it
  bool moderates = false, may_reply = false, may_accept = false;

  // Number of the first post not read yet; nothing when all are, or for a visitor.
  std::optional<std::int64_t> first_unread(const Thread& thread) const;
  bool gave(PostId post, std::string_view kind) const;
  Ballot vote_on(PostId post) const;
};
// `content` must be of a thread this viewer was found to be allowed to read.
ThreadOverlay load_thread_overlay(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                                  const ThreadContent& content);

// The first number of the page that holds post `number`: 1, 21, 41, …
std::int64_t page_start(std::int64_t number, std::int64_t limit = kPostsPerPage);
// Number of the first post written at this instant or later; of the last when all are older.
std::int64_t number_at(store::Reader& reader, const Thread& thread, Instant at);

}  // namespace parvis::community
