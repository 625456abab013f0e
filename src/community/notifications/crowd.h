// Telling many followers: where more than kTellAtOnce follow, the act only leaves a note of it, and a durable job tells
// them page by page a moment later, so that an act costs the same however many follow. Replies to one thread that come
// meanwhile are told together. Not for other folders, but for `tell_crowds`, which the composition root calls.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "community/notifications/bell.h"
#include "community/notifications/telling.h"
#include "core/store/store.h"

namespace parvis::jobs {
class Runner;  // core/jobs/jobs.h
}

namespace parvis::community {

// A dozen take as long as the rest of a reply does; the notifications of a busier thread can wait half a second.
inline constexpr int kTellAtOnce = 12;
inline constexpr std::int64_t kGatherReplies = kSecond / 2;

// Of those who follow something, who may be told of an act of `actor` in `space`; nothing when they are more than
// `at_most`.
std::optional<std::vector<MemberId>> few_followers(store::Reader& reader, FollowKind kind, std::int64_t target,
                                                   MemberId actor, SpaceId space, int at_most);

// The same of those who follow a thread in a space that whoever is signed in may read.
std::optional<std::vector<MemberId>> few_followers_of_thread(store::Reader& reader, ThreadId thread, MemberId actor,
                                                             int at_most);
void foresee_followers_of_thread(store::Reader& reader, ThreadId thread, MemberId actor);

// The followers of the thread are to be told of its posts from number `post` on.
void tell_crowd_of_replies(store::Transaction& transaction, ThreadId thread, std::int64_t post);
// The followers of `target` are to be told this, but for `except`, its actor, and those who have heard of it already.
void tell_crowd(store::Transaction& transaction, const Tiding& tiding, FollowKind kind, std::int64_t target,
                MemberId except = {});

// Registers the jobs, before the runner starts. The bell is kept.
void tell_crowds(jobs::Runner& runner, const Bell& bell);

}  // namespace parvis::community
