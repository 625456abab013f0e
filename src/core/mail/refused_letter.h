// What the mail server refuses for good, for something that is not its receiver: a quota, a list of blocked senders,
// what the letter holds. A plain value.
#pragma once

#include "core/errors.h"

namespace parvis::mail {

// Thrown by Mailer::deliver, which has logged it; trying again helps nothing, and nothing is known of the address.
struct RefusedLetter : Fault {
  using Fault::Fault;
};

}  // namespace parvis::mail
