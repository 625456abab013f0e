#include "community/threads/mention.h"

namespace parvis::community {

void record_mentions(store::Transaction& transaction, const Act& act, const Thread& thread, const PostContext& context,
                     const std::vector<MemberId>& mentioned) {
  for (const auto member : mentioned) {
    if (member == act.actor.member) continue;
    auto activity = activity_of(act, Verb::mentioned, ObjectKind::post, context.post.value);
    record_and_echo(transaction, act, in_thread(std::move(activity), thread, member), context);
  }
}

}  // namespace parvis::community
