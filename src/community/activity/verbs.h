// What can be done, and to what: the words of the timeline. The numbers are in the database and in exports, for ever.
#pragma once

#include <string_view>

namespace parvis::community {

// What was done. Each meaning is fixed; actor, object and counterpart are named beside it.
enum class Verb {
  joined = 1,             // actor became a member (object: member)
  address_confirmed = 2,  // actor confirmed an e-mail address (object: member)
  charter_accepted = 3,   // actor accepted a version of the charter (amount: version)
  signed_in = 4,          // actor opened a session
  account_claimed = 5,    // actor took over an account that came with an import
  profile_changed = 6,    // actor changed their profile
  role_changed = 7,       // actor gave counterpart a role (amount: the role)
  badge_granted = 8,      // counterpart received a badge (object: badge, detail: its name); actor none when automatic
  followed = 9,           // actor follows object; counterpart when it is a member
  unfollowed = 10,
  signed_out = 11,        // actor closed a session of theirs
  password_changed = 12,  // actor chose a new password
  address_changed = 13,   // actor confirmed another e-mail address
  thread_opened = 20,     // actor opened object (thread)
  replied = 21,           // actor wrote object (post) in thread; counterpart: whom they answered
  commented = 22,         // actor wrote object (comment) under a post; counterpart: the post's author
  post_edited = 23,       // actor changed object (post); counterpart: its author when another
  post_deleted = 24,      // actor deleted object (post); counterpart: its author when another
  post_restored = 25,
  comment_deleted = 26,
  thread_retitled = 27,
  thread_tagged = 28,  // the tags of thread changed (detail: the new tags)
  thread_moved = 29,   // actor moved thread to space (amount: the space it came from)
  thread_closed = 30,
  thread_reopened = 31,
  thread_pinned = 32,
  thread_unpinned = 33,
  thread_related = 34,  // thread was linked to object (thread)
  thread_deleted = 35,
  thread_restored = 36,
  thread_unrelated = 37,
  tag_described = 38,  // actor wrote or changed the text of object (tag); none when no tag bears it
  reacted = 40,        // actor reacted to object (post) of counterpart (detail: the reaction's key)
  reaction_withdrawn = 41,
  voted = 42,              // actor voted on object (post) of counterpart (amount: +1, -1, or 0; detail: the kind)
  vote_withdrawn = 43,     // (amount: the value that was taken back)
  solution_accepted = 44,  // actor accepted object (post) of counterpart as the answer
  solution_withdrawn = 45,
  mentioned = 46,          // actor named counterpart in object (post)
  shared = 47,             // actor handed thread on by an address of their own (object: thread)
  space_created = 60,      // actor made space
  space_changed = 61,      // actor changed space (detail: what, as "name,position")
  charter_published = 62,  // actor published a version (amount: version)
  community_changed = 63,  // actor changed what the community says of itself (detail: what, as "name,languages")
  space_closed = 64,       // actor ended writing in space
  space_reopened = 65,
  custom_role_made = 66,  // actor made object (role; detail: its slug, here and in the next four)
  custom_role_changed = 67,
  custom_role_removed = 68,
  custom_role_given = 69,  // actor gave counterpart object (role)
  custom_role_taken = 70,  // actor took object (role) from counterpart
  trust_changed = 71,      // actor changed what makes a newcomer
  held = 72,               // actor sent in object (a contribution that waits) in space; thread when it answers one
  let_through = 73,        // actor published what counterpart had sent in (object: the post)
  turned_down = 74,        // actor refused what counterpart had sent in (detail: the reason)
  flagged = 80,            // actor flagged object (post or comment; detail: the ground). Staff are told who
  left_standing = 81,      // actor left object, flagged, as it stands; counterpart: its author
  flag_helped = 82,        // what counterpart flagged was acted upon (object: the case); actor: who decided
  decision_undone = 83,    // actor took a decision back (object: case or contribution); counterpart: author
  comment_restored = 84,   // actor put object (comment) back; counterpart: its author when another
  warned = 85,             // actor warned counterpart (object: sanction; detail: the reason, here and in the next)
  silenced = 86,           // …lets them read only (amount: until, in microseconds; 0: until it is lifted)
  suspended = 87,          // …keeps them out (amount: likewise)
  excluded = 88,           // …for good
  sanction_lifted = 89,    // actor ended object (sanction) of counterpart before its time
  appealed = 90,           // actor asked for a second look (object: appeal); counterpart: who decided first
  appeal_refused = 91,     // actor let it stand; counterpart: who appealed (detail: the answer, here and next)
  appeal_granted = 92,     // actor undid it
  note_written = 93,       // actor wrote object (note) on counterpart; only staff read it
  note_removed = 94,
  watch_changed = 95,       // actor changed the words and links that are watched
  moderation_changed = 96,  // actor changed how the community is moderated (detail: what)
  raid_mode_on = 97,        // actor asked for more care with newcomers (amount: until, in microseconds)
  raid_mode_off = 98,
  slow_mode_set = 99,           // actor slowed thread down (amount: seconds between two posts of one member)
  thread_split = 100,           // actor moved posts of thread into object (thread; amount: how many)
  threads_merged = 101,         // actor moved all posts of thread into object (thread; amount: how many)
  asked_to_join = 110,          // actor confirmed an address and waits to be let in (object: member)
  let_in = 111,                 // actor let counterpart in, who had asked to join
  not_let_in = 112,             // actor declined what counterpart had asked
  invitation_made = 113,        // actor made object (invitation; amount: its seats)
  invitation_ended = 114,       // actor ended object (invitation)
  came_by_invitation = 115,     // actor took a seat of object (invitation), which counterpart had made
  arriving_changed = 116,       // actor changed how one arrives
  second_factor_set = 117,      // actor signs in with a second factor from now on
  second_factor_removed = 118,  // actor took the second factor off, their own or counterpart's
  recovery_code_used = 119,     // actor signed in with a recovery code (amount: how many are left)
  issuer_linked = 120,          // actor tied their account to one they hold elsewhere (object: issuer)
  issuer_unlinked = 121,
  passkey_added = 122,  // actor may sign in with object (passkey) from now on
  passkey_removed = 123,
  members_imported = 124,    // actor brought in object (member_import; amount: how many are invited)
  import_ended = 125,        // actor ended the invitations of object (member_import)
  issuer_changed = 126,      // actor made, changed or ended object (issuer)
  came_by_share = 127,       // actor joined from object (thread), which counterpart had handed on
  file_uploaded = 130,       // actor brought object (file) (amount: bytes that are kept of it)
  file_removed = 131,        // actor took object (file) away; counterpart: who had brought it when another
  file_described = 132,      // actor said anew what object (file) shows
  file_rules_changed = 133,  // actor changed which files may be brought, and how much of them
  data_asked = 140,          // actor asked for a copy of what is held about them (object: member, as in the next three)
  erasure_asked = 141,       // actor asked to be erased (amount: 1 their words stay, 2 they go)
  erasure_withdrawn = 142,   // actor came back before it was done
  erased = 143,              // what was held about actor is gone
  consent_given = 144,       // actor agreed to object (purpose; amount: the version of its text)
  consent_withdrawn = 145,   // actor no longer agrees to object (purpose; amount: the version of its text)
  purpose_changed = 146,     // actor made or changed object (purpose; amount: the version of its text)
  purpose_ended = 147,       // actor ended object (purpose): nothing is sent for it any more
  retention_changed = 148,   // actor changed how long a kind of record is kept (detail: which)
  kept_long_enough = 149,    // records past their time went (amount: how many; detail: which kind)
  telling_changed = 150,     // actor changed what they are told of, how and how often
  unsubscribed = 151,        // actor ended a kind of letter by the link in one (detail: the kind)
  letter_bounced = 152,      // a letter to actor came back (detail: for good, or for now)
  letter_complained = 153,   // actor marked a letter as unwanted
  letters_resumed = 154,     // actor receives letters again, whose address had stopped them
  digest_sent = 155,         // actor was sent a digest (amount: how many items)
  letter_refused = 156,      // a reply by letter from actor became no post (detail: why)
  group_founded = 160,       // actor made object (group)
  group_changed = 161,       // actor changed object (group; detail: what, as "name,door")
  group_ended = 162,         // actor dissolved object (group)
  group_joined = 163,        // actor became one of object (group), which was open or had invited them
  group_left = 164,
  group_asked = 165,             // actor asked to be let into object (group)
  group_admitted = 166,          // actor let counterpart into object (group)
  group_turned_away = 167,       // actor did not let counterpart into object (group)
  group_invited = 168,           // actor invited counterpart into object (group)
  group_invitation_ended = 169,  // actor declined theirs, or took back counterpart's
  group_removed = 170,           // actor put counterpart out of object (group)
  group_standing_given = 171,    // actor gave counterpart a standing in object (group; amount: the standing)
  group_letter_sent = 172,       // actor wrote to object (group; amount: how many receive it)
  group_request_withdrawn = 173,
  unit_made = 180,          // actor made object (unit)
  unit_changed = 181,       // actor changed object (unit)
  unit_removed = 182,       // actor took object (unit) off the directory
  units_imported = 183,     // actor brought in a file of units (amount: how many are new or changed)
  unit_kind_changed = 184,  // actor made, renamed or removed object (kind of unit)
  service_stated = 185,     // actor said in which unit (object) they served, or changed it
  service_withdrawn = 186,
  profile_field_changed = 188,  // actor made, changed, moved or removed object (a field that profiles have)
  segment_made = 200,           // actor made object (segment)
  segment_changed = 201,
  segment_removed = 202,
  segment_entered = 203,  // actor is in object (segment) from now on
  segment_left = 204,
  segment_letter_sent = 205,  // actor wrote to object (segment; amount: how many receive it)
  stage_entered = 210,        // actor reached object (stage; amount: the stage before, 0 none)
  stage_set = 211,            // actor put counterpart into object (stage) by hand
  journey_changed = 212,      // actor changed the stages of object (journey)
  plan_made = 213,            // actor made or changed object (plan)
  plan_removed = 214,
  plan_assigned = 215,       // counterpart goes through object (plan) from now on; actor none when automatic
  plan_ended = 216,          // counterpart no longer goes through object (plan; detail: done, stopped)
  plan_step_done = 217,      // a step of object (plan) was done for counterpart (amount: its place)
  task_made = 220,           // object (task) is to be done for counterpart or thread; actor none when automatic; detail
                             // when it stands there again: "brought back" (amount: it had waited until), "taken back"
  task_done = 221,           // actor did object (task)
  task_snoozed = 222,        // (amount: until, in microseconds)
  task_set_aside = 223,      // actor found object (task) not useful
  task_assigned = 224,       // actor gave object (task) to counterpart
  contacted = 225,           // actor wrote to counterpart for object (task)
  thanked = 226,             // actor thanked counterpart for object (task)
  held_out = 227,            // actor was left alone, by chance, to compare with those who were contacted (object: task)
  circle_changed = 228,      // counterpart stands in another circle (detail: which)
  card_noted = 229,          // actor changed what the staff keep of counterpart (detail: what)
  influencer_changed = 230,  // actor made, changed or removed object (influencer)
  leader_scored = 231,       // actor corrected a criterion of counterpart (amount: the score; detail: which)
  circle_chosen = 232,       // actor chose counterpart for the first circle
  cost_recorded = 240,       // actor recorded object (cost; amount: cents)
  cost_changed = 241,
  assumption_changed = 242,  // actor changed object (assumption)
  order_recorded = 243,      // actor bought (object: order; amount: cents)
  prospect_found = 244,      // actor became a hot prospect
  gain_recorded = 245,       // a gain was traced (object: gain; amount: cents)
  report_made = 250,         // object (report) was made
};

enum class ObjectKind {
  none = 0,
  member = 1,
  space = 2,
  thread = 3,
  post = 4,
  comment = 5,
  tag = 6,
  badge = 7,
  charter = 8,
  role = 9,
  contribution = 10,
  moderation_case = 20,
  sanction = 21,
  appeal = 22,
  note = 23,
  invitation = 26,
  member_import = 27,
  passkey = 28,
  issuer = 29,
  file = 31,
  purpose = 34,
  group = 38,
  unit = 39,
  unit_kind = 40,
  profile_field = 41,
  segment = 50,
  journey = 51,
  stage = 52,
  plan = 53,
  task = 54,
  influencer = 55,
  cost = 56,
  order = 57,
  assumption = 58,
  report = 59,
  gain = 60,
};

enum class Source { page = 1, api = 2, import = 3, command = 4, demo = 5, generated = 6, system = 7, letter = 8 };

// Their names in the API and in exports, as they are written above: "thread_opened"; "unknown" for other numbers.
std::string_view verb_name(Verb verb);
std::string_view object_kind_name(ObjectKind kind);
std::string_view source_name(Source source);

}  // namespace parvis::community
