// The invitations of a member file, on their way: so many an hour, a portion each minute, in the language of each.
#pragma once

#include "community/arriving/member_import.h"

namespace parvis::community {

// Begins, or goes on, at that instant.
void ask_for_invitations(store::Transaction& transaction, const AccountAct& act, MemberImportId id, Instant at);

}  // namespace parvis::community
