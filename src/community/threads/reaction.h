// Reactions: thanks and whatever else the community's set holds, given to others' posts at a gesture. Counts are
// folded into the post, its thread and both members in the same transaction.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "community/identity.h"
#include "community/threads/post.h"

namespace parvis::community {

struct ReactionCount {
  std::string kind;
  std::int64_t count = 0;
  bool operator==(const ReactionCount&) const = default;
};
// "thanks:3 useful:1" and back; the most given first, then by key.
std::vector<ReactionCount> parse_reactions(std::string_view folded);
std::string fold_reactions(std::vector<ReactionCount> counts);

struct ReactionState {
  bool given = false;     // by the actor, now
  std::string reactions;  // of the post, now
  ThreadId thread;
  std::int64_t number = 0;
};
enum class Give { on, off };
// BadRequest when the kind is not of the set; Forbidden on one's own post; NotFound on a deleted one. Giving twice or
// taking back what was not given changes nothing.
ReactionState react(store::Transaction& transaction, const Act& act, PostId post, std::string_view kind, Give give,
                    std::span<const ReactionKind> set);

}  // namespace parvis::community
