// How notifications are shown: a sentence each, under the day it happened. Pure functions of the visit.
#pragma once

#include "community/notifications/notification.h"
#include "community/page/page.h"

namespace parvis::community {

// Lists by day, the latest first.
void write_notifications(html::Writer& out, const Visit& visit, const std::vector<Notification>& rows);
// Where a notification leads: to the post, or to what is new in the thread when it stands for several.
std::string notification_path(const Notification& row);

}  // namespace parvis::community
