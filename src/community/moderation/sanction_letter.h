// The letters that tell a member of a sanction, and of its end. Not for other folders.
#pragma once

#include "community/members/letters.h"
#include "community/moderation/sanction.h"

namespace parvis::community {

// What it is, why, until when, and the link by which they ask for a second look, once.
void send_sanction(store::Transaction& transaction, const Sender& sender, const Recipient& to, const Sanction& sanction,
                   std::string_view token);
void send_lifted(store::Transaction& transaction, const Sender& sender, const Recipient& to, const Sanction& sanction);

}  // namespace parvis::community
