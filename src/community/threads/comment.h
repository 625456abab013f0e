// Comments: short remarks under a post, in inline Markdown.
#pragma once

#include "community/threads/post.h"

namespace parvis::community {

struct Comment {
  CommentId id;
  PostId post;
  MemberId author;
  Instant created_at;
  std::string body, html;
  std::int64_t score = 0;
};

// All of them stand on the page of their post: beyond this, one writes a reply. Imports bring what they bring.
inline constexpr std::int64_t kMaxComments = 100;

// The post must not be deleted nor its thread closed (except for who moderates it); Conflict when it is full.
CommentId add_comment(store::Transaction& transaction, const Act& act, PostId post, const PostText& text);
// By its author or who moderates the space.
void delete_comment(store::Transaction& transaction, const Act& act, CommentId comment);
// The same, for a reason that goes to the timeline.
void hide_comment(store::Transaction& transaction, const Act& act, CommentId comment, std::string_view reason);
// Puts it back, by who may delete others' words there. Nothing happens when it stands.
void restore_comment(store::Transaction& transaction, const Act& act, CommentId comment);

// The comment when its post may be read and it is not deleted; NotFound otherwise.
Comment find_comment(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces, CommentId id);
std::vector<Comment> comments_of(store::Reader& reader, PostId post);  // of a post already found; in order

}  // namespace parvis::community
