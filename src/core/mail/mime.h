// A letter written out as it travels (RFC 5322, MIME). Pure functions.
#pragma once

#include <string>

#include "core/mail/address.h"
#include "core/mail/attachment.h"
#include "core/mail/letter.h"
#include "core/time/instant.h"

namespace parvis::mail {

// Headers and body with CRLF line ends: the plain text, the HTML beside it when there is one, then the files. Throws
// Fault when the letter has no proper recipient, or a header that is not a letter's to set (From, Content-Type, …) or
// cannot be one. `reply_to`, an address, is where answers go; empty: to the sender.
std::string mime_message(const Letter& letter, const Mailbox& from, Instant at, std::string_view reply_to = {},
                         const Attachments& attachments = {});

}  // namespace parvis::mail
