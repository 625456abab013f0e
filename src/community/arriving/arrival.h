// The moment somebody has proven their address: they are in, or their request waits, as the community's door has it.
// A function over a Transaction; any thread.
#pragma once

#include "community/members/account_act.h"

namespace parvis::community {

enum class Admission { admitted, asked };

// `member` is unconfirmed. Who holds an invitation with a seat left is in at once, whatever the door. Conflict when the
// door is open to the invited only and they hold none.
Admission arrive(store::Transaction& transaction, const AccountAct& act, MemberId member);

}  // namespace parvis::community
