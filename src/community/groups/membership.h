// Coming into a group and going out of it: joining an open one, asking, being let in or turned away, being invited, and
// what its officers decide about its members. Each is one fact, in its transaction; what is so already changes nothing.
// Rights are asked in the transaction. Access to the group's spaces follows at once: the timeline's listeners end
// streams and forget what was known of the member.
#pragma once

#include "community/groups/group_change.h"

namespace parvis::community {

inline constexpr std::size_t kMaxRequestWords = 500;
inline constexpr std::size_t kMaxReason = 300;
inline constexpr int kMostInvitedAtOnce = 200;             // invitations nobody has answered yet
inline constexpr std::int64_t kAskAgainAfter = 30 * kDay;  // once turned away

enum class Letters { no, yes };  // does the member wish to receive what officers write to the group?

// Into an open group, or one that invited them. Forbidden through another door. True when they were not in it.
bool join_group(store::Transaction& transaction, const GroupAct& act, const Group& group, Letters letters);
// Conflict for its founder, who hands it over first.
bool leave_group(store::Transaction& transaction, const GroupAct& act, const Group& group);
// Is this one's membership to receive letters? Nothing on the timeline: it is what the member wishes, not an act.
void choose_letters(store::Transaction& transaction, GroupId group, MemberId member, Letters letters);
bool receives_letters(store::Reader& reader, GroupId group, MemberId member);

// Into a group whose door is `on_request`. Conflict while an earlier one waits, or was turned away lately.
void ask_to_join(store::Transaction& transaction, const GroupAct& act, const Group& group, std::string_view words);
bool withdraw_request(store::Transaction& transaction, const GroupAct& act, const Group& group);
// By an officer. False when it waits no more.
bool admit(store::Transaction& transaction, const GroupAct& act, const Group& group, MemberId asking);
bool turn_away(store::Transaction& transaction, const GroupAct& act, const Group& group, MemberId asking,
               std::string_view reason);

// By an officer, whatever the door. Conflict when they are in it; false when they are invited already.
bool invite(store::Transaction& transaction, const GroupAct& act, const Group& group, MemberId invited);
// By whom it was sent to, or by an officer.
bool end_invitation(store::Transaction& transaction, const GroupAct& act, const Group& group, MemberId invited);

// An officer puts a plain member out; the founder, officers too.
bool remove_from_group(store::Transaction& transaction, const GroupAct& act, const Group& group, MemberId member);
// By the founder. `founder` hands the group over: whoever had it becomes an officer.
bool give_standing(store::Transaction& transaction, const GroupAct& act, const Group& group, MemberId member,
                   GroupStanding standing);

}  // namespace parvis::community
