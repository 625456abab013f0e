// Votes: in spaces for questions members say which questions and answers are useful. One vote for each member and post,
// which may be changed and withdrawn.
#pragma once

#include "community/threads/post.h"

namespace parvis::community {

enum class Ballot { none = 0, up = 1, down = -1 };

struct VoteState {
  Ballot own = Ballot::none;
  std::int64_t up = 0, down = 0;
  ThreadId thread;
  std::int64_t number = 0;
};
// Sets the actor's vote (`none` withdraws it). Conflict outside spaces for questions, Forbidden on one's own post.
VoteState cast_vote(store::Transaction& transaction, const Act& act, PostId post, Ballot ballot);
// The actor's own vote on a post.
Ballot own_vote(store::Reader& reader, MemberId member, PostId post);

}  // namespace parvis::community
