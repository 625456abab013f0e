// Writing one notification: folded into the unread one of the same member, thread and kind when there is one. Not for
// other folders. Functions over a Transaction, on the writing thread.
#pragma once

#include <vector>

#include "community/types.h"
#include "core/store/store.h"

namespace parvis::community {

// What somebody is told.
struct Tiding {
  NotificationKind kind = NotificationKind::reply;
  ThreadId thread;
  PostId post;
  MemberId actor;
  Instant at;
  std::int64_t count = 1;
};

// Is this an active member who may read the space?
bool may_be_told(store::Reader& reader, MemberId member, SpaceId space);
// Tells a member who may be told.
void tell(store::Transaction& transaction, MemberId member, const Tiding& tiding);

// The act of `actor` was undone: the unread notification that holds it counts one less. True when one did.
bool take_back(store::Transaction& transaction, MemberId member, const Tiding& tiding);
// The post or the thread is gone: what is unread about it is taken back from everyone. Answers whom from, at most
// kMostRung of them: enough for those who are looking.
inline constexpr int kMostRung = 500;
std::vector<MemberId> take_back_post(store::Transaction& transaction, ThreadId thread, PostId post);
std::vector<MemberId> take_back_thread(store::Transaction& transaction, ThreadId thread);

}  // namespace parvis::community
