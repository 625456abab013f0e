// What keeping order adds to the shared enumerations, in a header of its own: verbs 80 to 109 of the timeline, kinds 20
// to 25 of objects, kinds 80 to 89 of notifications, and the standings of members whom a sanction holds back. The
// numbers are for ever, as theirs are.
#pragma once

#include <array>
#include <string_view>

#include "community/activity/activity.h"
#include "community/types.h"

namespace parvis::community {

// Verbs; actor, object and counterpart are named beside them.
namespace acts {
inline constexpr Verb flagged{80};  // actor flagged object (post or comment; detail: the ground). Staff are told who
inline constexpr Verb left_standing{81};  // actor left object, flagged, as it stands; counterpart: its author
inline constexpr Verb flag_helped{
    82};  // what counterpart flagged was acted upon (object: the case); actor: who decided
inline constexpr Verb decision_undone{
    83};  // actor took a decision back (object: case or contribution); counterpart: author
inline constexpr Verb comment_restored{84};  // actor put object (comment) back; counterpart: its author when another
inline constexpr Verb warned{
    85};  // actor warned counterpart (object: sanction; detail: the reason, here and in the next)
inline constexpr Verb silenced{86};   // …lets them read only (amount: until, in microseconds; 0: until it is lifted)
inline constexpr Verb suspended{87};  // …keeps them out (amount: likewise)
inline constexpr Verb excluded{88};   // …for good
inline constexpr Verb sanction_lifted{89};  // actor ended object (sanction) of counterpart before its time
inline constexpr Verb appealed{90};  // actor asked for a second look (object: appeal); counterpart: who decided first
inline constexpr Verb appeal_refused{
    91};  // actor let it stand; counterpart: who appealed (detail: the answer, here and next)
inline constexpr Verb appeal_granted{92};  // actor undid it
inline constexpr Verb note_written{93};    // actor wrote object (note) on counterpart; only staff read it
inline constexpr Verb note_removed{94};
inline constexpr Verb watch_changed{95};       // actor changed the words and links that are watched
inline constexpr Verb moderation_changed{96};  // actor changed how the community is moderated (detail: what)
inline constexpr Verb raid_mode_on{97};  // actor asked for more care with newcomers (amount: until, in microseconds)
inline constexpr Verb raid_mode_off{98};
inline constexpr Verb slow_mode_set{99};  // actor slowed thread down (amount: seconds between two posts of one member)
inline constexpr Verb thread_split{100};  // actor moved posts of thread into object (thread; amount: how many)
inline constexpr Verb threads_merged{101};  // actor moved all posts of thread into object (thread; amount: how many)
}  // namespace acts

// Objects.
namespace things {
inline constexpr ObjectKind moderation_case{20};
inline constexpr ObjectKind sanction{21};
inline constexpr ObjectKind appeal{22};
inline constexpr ObjectKind note{23};
}  // namespace things

// Notifications.
namespace tidings {
inline constexpr NotificationKind hidden{80};       // what they wrote was hidden, for a reason they can read
inline constexpr NotificationKind edited{81};       // somebody else changed what they wrote
inline constexpr NotificationKind flag_helped{82};  // what they flagged was acted upon
inline constexpr NotificationKind sanctioned{83};   // they were warned, silenced or kept out, or that was lifted
inline constexpr NotificationKind appealed{84};     // their appeal was decided on
}  // namespace tidings

// A member kept out by a sanction, for a time or for good; in the database.
inline constexpr MemberStatus kSuspended{8};
// Of a viewer only: they may read, and nothing else, until a sanction is over.
inline constexpr MemberStatus kSilenced{9};

struct ActName {
  Verb verb;
  std::string_view name;
};
inline constexpr std::array kActNames{ActName{acts::flagged, "flagged"},
                                      ActName{acts::left_standing, "left_standing"},
                                      ActName{acts::flag_helped, "flag_helped"},
                                      ActName{acts::decision_undone, "decision_undone"},
                                      ActName{acts::comment_restored, "comment_restored"},
                                      ActName{acts::warned, "warned"},
                                      ActName{acts::silenced, "silenced"},
                                      ActName{acts::suspended, "suspended"},
                                      ActName{acts::excluded, "excluded"},
                                      ActName{acts::sanction_lifted, "sanction_lifted"},
                                      ActName{acts::appealed, "appealed"},
                                      ActName{acts::appeal_refused, "appeal_refused"},
                                      ActName{acts::appeal_granted, "appeal_granted"},
                                      ActName{acts::note_written, "note_written"},
                                      ActName{acts::note_removed, "note_removed"},
                                      ActName{acts::watch_changed, "watch_changed"},
                                      ActName{acts::moderation_changed, "moderation_changed"},
                                      ActName{acts::raid_mode_on, "raid_mode_on"},
                                      ActName{acts::raid_mode_off, "raid_mode_off"},
                                      ActName{acts::slow_mode_set, "slow_mode_set"},
                                      ActName{acts::thread_split, "thread_split"},
                                      ActName{acts::threads_merged, "threads_merged"}};

struct ThingName {
  ObjectKind kind;
  std::string_view name;
};
inline constexpr std::array kThingNames{ThingName{things::moderation_case, "moderation_case"},
                                        ThingName{things::sanction, "sanction"}, ThingName{things::appeal, "appeal"},
                                        ThingName{things::note, "note"}};

}  // namespace parvis::community
