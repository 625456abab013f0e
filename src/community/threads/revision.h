// What the rules of editing share: keeping what a post said before, and setting a thread's title and tags without
// asking who may. Not for other folders. Inside a transaction only.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "community/threads/post.h"

namespace parvis::community {

struct BeforeEdit {
  std::optional<std::string> title;  // the thread's, when the edit changes it
  std::optional<std::string> tags;   // likewise, separated by blanks
  std::string reason;                // of the edit
};
// Appends what `post` says to its history and counts the revision.
void keep_revision(store::Transaction& transaction, const Act& act, const Post& post, const BeforeEdit& before);

// Sets title and slug, keeps the old slug, records it. Returns the new slug. (title.cpp)
std::string set_title(store::Transaction& transaction, const Act& act, const Thread& thread, const std::string& title);
// Gives the thread exactly these tags and records it. (tagging.cpp)
void set_tags(store::Transaction& transaction, const Act& act, const Thread& thread,
              const std::vector<std::string>& names);
// Puts tags on a new thread, without a word. (tagging.cpp)
void add_tags(store::Transaction& transaction, ThreadId thread, SpaceId space, const std::vector<std::string>& names,
              Instant last_activity_at);
// Are these, by their folded names, just the tags it has? (tagging.cpp)
bool has_tags(store::Reader& reader, ThreadId thread, const std::vector<std::string>& names);
// The names, separated by blanks, as the history keeps them.
std::string tags_text(const std::vector<std::string>& names);
std::string tags_text(store::Reader& reader, ThreadId thread);

}  // namespace parvis::community
