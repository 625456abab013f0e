// The reading side of the forum: its pages, for the route table of app. Addresses stand beside the handlers.
#pragma once

#include "community/visit.h"

namespace parvis::forum {

using community::Visit;

// everyone
http::Response show_spaces(Visit& visit);       // GET /spaces
http::Response show_space(Visit& visit);        // GET /spaces/{space}?order=latest|newest|appreciated|unanswered
http::Response show_latest(Visit& visit);       // GET /latest
http::Response show_newest(Visit& visit);       // GET /newest
http::Response show_appreciated(Visit& visit);  // GET /appreciated
http::Response show_unanswered(Visit& visit);   // GET /unanswered
http::Response show_tags(Visit& visit);         // GET /tags
http::Response show_tag(Visit& visit);          // GET /tags/{tag}
// Any slug leads to the thread's present address (301), so no address ever dies.
http::Response show_thread(Visit& visit);     // GET /threads/{thread}[/{slug}[/{number}]]
http::Response show_thread_at(Visit& visit);  // GET /threads/{thread}/at?date=2026-11-17 or ?number=12
http::Response show_post(Visit& visit);       // GET /posts/{post}
// The posts after a number, as the pieces of a page: for open pages that hear of new ones.
http::Response show_posts_after(Visit& visit);  // GET /threads/{thread}/posts?after=12

// members
http::Response show_followed(Visit& visit);      // GET /followed
http::Response show_unread(Visit& visit);        // GET /unread
http::Response read_everything(Visit& visit);    // POST /unread/read, until=
http::Response show_following(Visit& visit);     // GET /account/following
http::Response show_first_unread(Visit& visit);  // GET /threads/{thread}/unread

}  // namespace parvis::forum
