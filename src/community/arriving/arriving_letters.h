// The letters about a request to join, each in its reader's language. Usable from any thread.
#pragma once

#include <string_view>

#include "community/arriving/join_request.h"
#include "community/members/letters.h"

namespace parvis::community {

// `word`: what the one who decided writes to them; may be empty.
void send_let_in(store::Transaction& transaction, const Sender& sender, const Recipient& to, std::string_view word);
void send_not_let_in(store::Transaction& transaction, const Sender& sender, const Recipient& to, std::string_view word);
// To somebody who tries to join again, or to sign in, while their request waits or after it was declined.
void send_request_stands(store::Transaction& transaction, const Sender& sender, const Recipient& to,
                         RequestDecision decision);

}  // namespace parvis::community
