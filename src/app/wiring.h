// What follows from an act, wired once at start: which kept pages are dropped, which open pages hear of it. The rules
// write activities and know nothing of caches or live events; these listeners read the activities.
#pragma once

#include "community/community.h"

namespace parvis::app {

// Everything below, for a community just opened.
void wire(community::Community& community);

// Takes out of the page cache what an act makes stale.
void forget_pages(http::PageCache& cache, const community::Activity& activity);

// Notifications, events for open pages, and the jobs that go with them.
void tell_of_activity(community::Community& community);

// The page cache's tags that an activity makes stale.
std::vector<std::string> stale_tags(const community::Activity& activity);

}  // namespace parvis::app
