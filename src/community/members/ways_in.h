// By what a member signs in: a password, accounts held elsewhere, passkeys. The letter with a link is not among them:
// it is for the day one of them fails. Functions over Reader; any thread.
#pragma once

#include "community/types.h"
#include "core/store/store.h"

namespace parvis::community {

struct WaysIn {
  bool password = false;
  std::int64_t accounts = 0;  // held elsewhere, where the issuer is open
  std::int64_t passkeys = 0;
  std::int64_t count() const { return (password ? 1 : 0) + accounts + passkeys; }
};
WaysIn ways_in_of(store::Reader& reader, MemberId member);

// Conflict when one of them is all the member has.
void require_another_way(store::Reader& reader, MemberId member);

}  // namespace parvis::community
