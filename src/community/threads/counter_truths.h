// Each counter as one statement that gives the rows where it is wrong with what it must be, and the statement that sets
// it. Counted by grouping the base rows once, so that a million posts take seconds. For counters.cpp alone; also the
// written definition of what each counter counts.
#pragma once

#include <string>
#include <vector>

#include "community/types.h"
#include "core/store/store.h"

namespace parvis::community {

// up, down: votes of these kinds, whoever gave them. comments: not deleted. revisions: edits.
struct PostTruth {
  PostId id;
  std::int64_t up = 0, down = 0, comments = 0, revisions = 0;
};
extern const store::Sql kPostTruth, kSetPost;

// The reactions of a post by kind, the most given first.
struct ReactionTruth {
  PostId id;
  std::string folded;
};
extern const store::Sql kSetReactions;
std::vector<ReactionTruth> wrong_reactions(store::Reader& reader);

// last_post: at least the highest number, since numbers of posts that are gone are never used again. posts: not
// deleted. Last activity and poster: of the highest post that is not deleted. thanks: reactions to all its posts.
// score: votes on the first.
struct ThreadTruth {
  ThreadId id;
  std::int64_t last_post = 0, posts = 0;
  Instant last_activity_at;
  MemberId last_poster;
  std::int64_t thanks = 0, score = 0;
};
extern const store::Sql kThreadTruth, kSetThread;

struct TagActivityTruth {
  ThreadId id;
  TagId tag;
  Instant at;
};
extern const store::Sql kTagActivityTruth, kSetTagActivity;

// Threads that are not deleted, their posts that are not, and the latest activity of one of them.
struct SpaceTruth {
  SpaceId id;
  std::int64_t threads = 0, posts = 0;
  Instant last_activity_at;
};
extern const store::Sql kSpaceTruth, kSetSpace;

// Threads that are not deleted.
struct TagTruth {
  TagId id;
  std::int64_t threads = 0;
};
extern const store::Sql kTagTruth, kSetTag;
struct TagSpaceTruth {
  TagId id;
  SpaceId space;
  std::int64_t threads = 0;
};
extern const store::Sql kTagSpaceTruth, kSetTagSpace;

// threads, posts: not deleted. Thanks: reactions, whatever became of the post. solutions: accepted answers to others'
// questions.
struct MemberTruth {
  MemberId id;
  std::int64_t threads = 0, posts = 0, thanks_received = 0, thanks_given = 0, solutions = 0;
};
extern const store::Sql kMemberTruth, kSetMember;

// members: neither unconfirmed nor the former member. threads, posts, comments: not deleted, the posts in threads that
// are not. votes, reactions, activities: all.
struct TallyTruth {
  std::string name;
  std::int64_t stored = 0, actual = 0;
};
extern const store::Sql kTallyTruth, kSetTally;

}  // namespace parvis::community
