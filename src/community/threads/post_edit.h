// Editing a post, with everything it said before kept. The first post carries its thread's title and tags, so its
// edit may change them too. An edit form carries the number of revisions it was filled from; when another edit came
// between, nothing is overwritten: the answer is a conflict, the typed text stays with the caller.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "community/threads/post.h"

namespace parvis::community {

inline constexpr std::size_t kMaxReason = 200;  // a line in the history

struct PostEdit {
  PostId post;
  std::int64_t revisions = 0;                    // of the text the form was filled with
  std::optional<std::string> title;              // only of a first post; checked by check_title
  std::optional<std::vector<std::string>> tags;  // only of a first post; checked by check_tags
  std::string reason;                            // checked by check_reason
};
// A mistake is about "reason".
Outcome<std::string> check_reason(std::string_view reason);

struct EditResult {
  enum class Kind { edited, unchanged, conflict } kind = Kind::unchanged;
  ThreadId thread;
  std::int64_t number = 0;
  std::string slug;            // after the edit
  std::int64_t revisions = 0;  // now
  std::string current_body;    // on conflict: what the post says now
  std::string current_title;
};
// By its author, at any time, or by who moderates the space.
EditResult edit_post(store::Transaction& transaction, const Act& act, const PostEdit& edit, const PostText& text);

// What a post said; the last of its texts is what it says now. Title and tags where they changed.
struct Revision {
  std::int64_t number = 0;  // 1 is the text first published
  MemberId editor;          // who wrote this text
  std::string editor_handle, editor_name;
  Instant at;
  std::string reason;  // given for this text
  std::string body;
  std::string title;  // of the thread at that time; empty but for first posts
  std::string tags;   // likewise, separated by blanks
};
// Comparing two long texts costs milliseconds, and there is no end to how often a post may be edited.
inline constexpr std::int64_t kTextsPerPage = 10;

// The texts up to number `last` (0: up to the present one), oldest first: kTextsPerPage of them and the one before, to
// compare the first with. Whoever may read the post may read its history; of a deleted post, who moderates it or wrote
// it.
std::vector<Revision> post_history(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces, PostId post,
                                   std::int64_t last = 0);

}  // namespace parvis::community
