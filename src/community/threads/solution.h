// The solution: the reply accepted as the answer, in spaces for questions, by who asked or who moderates.
#pragma once

#include "community/threads/post.h"

namespace parvis::community {

bool may_accept(const Viewer& viewer, const SpaceList& spaces, const Thread& thread);
// Another accepted answer is withdrawn first. Conflict outside spaces for questions or for the first post.
void accept_solution(store::Transaction& transaction, const Act& act, PostId post);
// Nothing happens when there is none.
void withdraw_solution(store::Transaction& transaction, const Act& act, ThreadId thread);
// Without asking who may; for rules that make an answer go.
void clear_solution(store::Transaction& transaction, const Act& act, const Thread& thread);

}  // namespace parvis::community
