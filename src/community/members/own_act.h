// The activity of what a member did with their own account.
#pragma once

#include "community/activity/activity.h"

namespace parvis::community {

void record_own(store::Transaction& transaction, const Timeline& timeline, MemberId member, Verb verb, Source source,
                std::string_view detail = "");

}  // namespace parvis::community
