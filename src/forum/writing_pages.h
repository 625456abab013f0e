// The writing side of the forum: its handlers, for the route table of app. Addresses stand beside them. All are for
// signed-in members; what one may do there is asked again by the rules. A form that was posted answers 303 to the place
// where its result stands, or comes back filled, with what is wrong beside each field.
#pragma once

#include "community/visit.h"

namespace parvis::forum {

using community::Visit;

http::Response show_new_thread(Visit& visit);       // GET  /threads/new, /spaces/{space}/threads/new
http::Response create_thread(Visit& visit);         // POST /threads, /spaces/{space}/threads
http::Response show_similar_threads(Visit& visit);  // GET  /threads/similar?title=

http::Response show_reply(Visit& visit);      // GET  /posts/{post}/reply[?quote=1|the passage]
http::Response create_post(Visit& visit);     // POST /threads/{thread}/posts
http::Response create_comment(Visit& visit);  // POST /posts/{post}/comments
http::Response end_comment(Visit& visit);     // POST /comments/{comment}/deletion: asks once

http::Response show_post_edit(Visit& visit);        // GET  /posts/{post}/edit
http::Response update_post(Visit& visit);           // POST /posts/{post}/edit
http::Response show_thread_edit(Visit& visit);      // GET  /threads/{thread}/edit: to its first post's
http::Response show_history(Visit& visit);          // GET  /posts/{post}/history
http::Response show_post_deletion(Visit& visit);    // GET  /posts/{post}/deletion
http::Response change_post_deletion(Visit& visit);  // POST /posts/{post}/deletion, deleted=yes|no
http::Response restore_post_words(Visit& visit);    // POST /posts/{post}/restoration

// A state is a noun; value=off undoes it.
http::Response change_closure(Visit& visit);  // POST /threads/{thread}/closure
http::Response change_pin(Visit& visit);      // POST /threads/{thread}/pin
http::Response show_move(Visit& visit);       // GET  /threads/{thread}/move
http::Response change_space(Visit& visit);    // POST /threads/{thread}/move
http::Response show_split(Visit& visit);      // GET  /threads/{thread}/split?post=
http::Response create_split(Visit& visit);    // POST /threads/{thread}/split
http::Response show_merge(Visit& visit);      // GET  /threads/{thread}/merge?with=
http::Response create_merge(Visit& visit);    // POST /threads/{thread}/merge
// POST /threads/{thread}/transfers/{transfer}/removal
http::Response take_back_split_or_merge(Visit& visit);
http::Response show_thread_deletion(Visit& visit);    // GET  /threads/{thread}/deletion
http::Response change_thread_deletion(Visit& visit);  // POST /threads/{thread}/deletion, deleted=yes|no
http::Response change_solution(Visit& visit);         // POST /threads/{thread}/solution, post=
http::Response change_read_mark(Visit& visit);        // POST /threads/{thread}/read, number=

http::Response change_reaction(Visit& visit);  // POST /posts/{post}/reactions, kind=
http::Response change_vote(Visit& visit);      // POST /posts/{post}/votes, value=up|down|none

http::Response change_thread_follow(Visit& visit);  // POST /threads/{thread}/follow, follow=on|off
http::Response show_share(Visit& visit);            // GET  /threads/{thread}/share
http::Response create_share(Visit& visit);          // POST /threads/{thread}/share
http::Response follow_share(Visit& visit);          // GET  /s/{share}: for everyone

http::Response change_space_follow(Visit& visit);  // POST /spaces/{space}/follow
http::Response change_tag_follow(Visit& visit);    // POST /tags/{tag}/follow

// managers
http::Response show_managed_spaces(Visit& visit);    // GET  /manage/spaces
http::Response show_space_opening(Visit& visit);     // GET  /manage/space-opening
http::Response open_space(Visit& visit);             // POST /manage/spaces
http::Response show_managed_space(Visit& visit);     // GET  /manage/spaces/{space}
http::Response update_space(Visit& visit);           // POST /manage/spaces/{space}
http::Response change_space_position(Visit& visit);  // POST /manage/spaces/{space}/position, value=up|down
http::Response change_space_closure(Visit& visit);   // POST /manage/spaces/{space}/closure

http::Response save_draft(Visit& visit);     // POST /drafts
http::Response show_preview(Visit& visit);   // POST /preview
http::Response complete_tags(Visit& visit);  // GET  /tags.json?q=

}  // namespace parvis::forum
