// The notification centre, and reading by opening what was notified. Functions of one visit.
#pragma once

#include "community/visit.h"

namespace parvis::community {

http::Response show_notifications(Visit& visit);  // GET /notifications
http::Response read_notifications(Visit& visit);  // POST /notifications/read: one by `id`, or all

// The viewer, a member, has been shown the thread up to post `up_to`: moves their read mark and reads what notified
// them of it, in one write, or in none when nothing changes. Before the page is rendered, so that its bell is right.
void read_thread_up_to(Visit& visit, ThreadId thread, std::int64_t up_to);

}  // namespace parvis::community
