// A conversation that goes slowly: each member writes in it once in so many seconds. Those who may close it set the
// pace and are not held by it. Rules inside the given transaction.
#pragma once

#include "community/threads/thread.h"

namespace parvis::community {

inline constexpr std::int64_t kMostSlowSeconds = 86'400;

std::int64_t slow_seconds(store::Reader& reader, ThreadId thread);  // 0: at everybody's own pace
void foresee_slow_seconds(store::Reader& reader, ThreadId thread);
void set_slow(store::Transaction& transaction, const Act& act, ThreadId thread, std::int64_t seconds);
// Conflict, with the seconds that are left, when the actor has written in it a moment ago.
void require_pace(store::Reader& reader, const Act& act, const Thread& thread);

}  // namespace parvis::community
