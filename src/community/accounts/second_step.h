// The last step of signing in: a session for who has proven who they are, or, where the member has a second factor,
// the page that asks for its code. What was carried comes along. Functions of one visit.
#pragma once

#include <optional>
#include <string>

#include "community/accounts/carried.h"
#include "community/members/account_act.h"
#include "community/visit.h"

namespace parvis::community {

// One of both.
struct Opened {
  std::string session;  // its token
  std::string waiting;  // the token of what waits for a second proof
  bool by_code = true;  // what waits may be answered with a code; a passkey always will do
};
// In the transaction of the first proof. A session this browser had ends, once another is open.
Opened open_or_ask(store::Transaction& transaction, const AccountAct& act, MemberId member, const Visit& visit);

// After a passkey, which is both proofs at once.
Opened open_with_passkey(store::Transaction& transaction, const AccountAct& act, MemberId member, const Visit& visit);

// What comes after signing in.
struct Ahead {
  std::string return_to;
  Carried carried = {};
  const char* notice = nullptr;  // a message key
};
// The answer: on with what is ahead, or the page that asks for the second proof.
http::Response enter(Visit& visit, const Opened& opened, const Ahead& ahead);

// For members whose role must have a second factor and who have none: the way to set it up, in place of every page but
// those it takes. Nothing for everybody else. Forbidden for scripts.
std::optional<http::Response> second_factor_first(const Visit& visit);

}  // namespace parvis::community
