// Moderation: what waits to be let through and what was flagged, decided by those who may in its space; flagging; and
// each member's own view of what was decided on their words. Handlers for the route table of app; addresses beside
// them. All for signed-in members.
#pragma once

#include "community/visit.h"

namespace parvis::moderation {

http::Response show_queue(community::Visit& visit);              // GET  /moderation
http::Response decide(community::Visit& visit);                  // POST /moderation/contributions/{contribution}
http::Response decide_on_case(community::Visit& visit);          // POST /moderation/cases/{case}
http::Response decide_on_many(community::Visit& visit);          // POST /moderation/decisions: `item`s
http::Response undo_last(community::Visit& visit);               // POST /moderation/undo
http::Response show_own_contributions(community::Visit& visit);  // GET  /account/contributions
http::Response take_back(community::Visit& visit);  // POST /account/contributions/{contribution}/withdrawal

http::Response show_post_flag(community::Visit& visit);       // GET  /posts/{post}/flag
http::Response create_post_flag(community::Visit& visit);     // POST /posts/{post}/flag
http::Response show_comment_flag(community::Visit& visit);    // GET  /comments/{comment}/flag
http::Response create_comment_flag(community::Visit& visit);  // POST /comments/{comment}/flag

http::Response show_member_record(community::Visit& visit);  // GET  /moderation/members/{handle}
http::Response create_sanction(community::Visit& visit);     // POST /moderation/members/{handle}/sanctions
http::Response end_sanction(community::Visit& visit);        // POST /moderation/sanctions/{sanction}/end
http::Response create_note(community::Visit& visit);         // POST /moderation/members/{handle}/notes
http::Response end_note(community::Visit& visit);            // POST /moderation/notes/{note}/removal

http::Response show_letter_appeal(community::Visit& visit);    // GET  /appeals/{token}
http::Response create_letter_appeal(community::Visit& visit);  // POST /appeals/{token}
http::Response create_appeal(community::Visit& visit);         // POST /account/appeals
http::Response decide_on_appeal(community::Visit& visit);      // POST /moderation/appeals/{appeal}

http::Response show_audit(community::Visit& visit);               // GET  /manage/audit
http::Response show_public_log(community::Visit& visit);          // GET  /moderation-log
http::Response show_managed_moderation(community::Visit& visit);  // GET  /manage/moderation
http::Response update_moderation(community::Visit& visit);        // POST /manage/moderation

http::Response show_spam_filter(community::Visit& visit);    // GET  /manage/spam
http::Response update_spam_filter(community::Visit& visit);  // POST /manage/spam

http::Response create_watched_word(community::Visit& visit);  // POST /manage/moderation/words
http::Response end_watched_word(community::Visit& visit);     // POST /manage/moderation/words/{word}/removal
http::Response change_raid_mode(community::Visit& visit);     // POST /manage/moderation/raid, hours=; none ends it
http::Response show_thread_pace(community::Visit& visit);     // GET  /threads/{thread}/pace
http::Response change_thread_pace(community::Visit& visit);   // POST /threads/{thread}/pace, seconds=

}  // namespace parvis::moderation
