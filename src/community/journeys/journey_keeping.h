// Who stands at which stage, brought up to date from the segments that are the rules. Called by what keeps the segments
// (segments/segment_keeping.h); any thread.
#pragma once

#include <stop_token>
#include <vector>

#include "community/activity/activity.h"
#include "community/types.h"
#include "core/store/store.h"

namespace parvis::community {

enum class Moves;

// Each answers how many changed their stage; once it is to stop, others stay where they stood.
std::int64_t settle_stages(store::Store& store, const Timeline& timeline, const std::vector<MemberId>& members,
                           Instant at, Source source = Source::system, const std::stop_token& stop = {});
std::int64_t settle_all_stages(store::Store& store, const Timeline& timeline, Moves moves, Instant at,
                               Source source = Source::system, const std::stop_token& stop = {});

}  // namespace parvis::community
