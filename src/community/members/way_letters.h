// The letter that tells a member that a way to sign in was added to their account or taken off it: whoever did so
// without them does not go unnoticed. Over a Transaction; any thread.
#pragma once

#include <string_view>

#include "community/members/account_act.h"
#include "core/store/store.h"

namespace parvis::community {

enum class WayNews { account_tied, account_untied, passkey_added, passkey_removed, passkey_doubted };
// `name`: of the issuer or the passkey. Nobody is told without an address.
void tell_of_way(store::Transaction& transaction, const AccountAct& act, MemberId member, WayNews news,
                 std::string_view name);

}  // namespace parvis::community
