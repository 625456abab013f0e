// Following: what a member wants to hear of. Threads one opens or answers are followed by themselves.
#pragma once

#include <vector>

#include "community/threads/act.h"
#include "core/store/store.h"

namespace parvis::community {

// `target` is the identifier of a thread, tag, space or member; NotFound when the actor may not read it. A member does
// not follow themselves (Forbidden). Nothing happens when it is so already.
void follow(store::Transaction& transaction, const Act& act, FollowKind kind, std::int64_t target);
void unfollow(store::Transaction& transaction, const Act& act, FollowKind kind, std::int64_t target);
// Without an activity: it is the consequence of another act.
void follow_silently(store::Transaction& transaction, MemberId member, FollowKind kind, std::int64_t target,
                     Instant at);

bool is_following(store::Reader& reader, MemberId member, FollowKind kind, std::int64_t target);
void foresee_following(store::Reader& reader, MemberId member, FollowKind kind, std::int64_t target);
// Who follows; active members only. May be many: `after` and `limit` page through them by identifier.
std::vector<MemberId> followers(store::Reader& reader, FollowKind kind, std::int64_t target, MemberId after = {},
                                int limit = 1000);

}  // namespace parvis::community
