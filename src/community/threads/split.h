// Splitting a thread: chosen posts go into a new one, and a line where they were leads to it. Whoever may move threads
// out of the one space and into the other may.
#pragma once

#include <string>
#include <vector>

#include "community/threads/outcome.h"
#include "community/threads/thread.h"

namespace parvis::community {

struct SplitForm {
  ThreadId thread;
  std::vector<PostId> posts;  // in any order
  std::string title;
  SpaceId space;
};
struct SplitText {
  ThreadId thread;
  std::vector<PostId> posts;
  std::string title, slug;
  SpaceId space;
};
// Mistakes are about "posts", "title", "space". NotFound when the thread cannot be read.
Outcome<SplitText> check_split(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                               const SplitForm& form);

struct Split {
  ThreadId thread;
  std::string slug;
};
// The first of the posts opens the new thread: it is its author's from then on, and began when that was written. Tags
// and followers are those of the old thread, and each is named beside the other.
Split split_thread(store::Transaction& transaction, const Act& act, const SplitText& text);

}  // namespace parvis::community
