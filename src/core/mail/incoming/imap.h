// Letters fetched from a mailbox of a mail server (IMAP, RFC 3501), through libcurl. Blocks for as long as the server
// takes, within the time-outs. Each call opens its own connection; from one thread at a time.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>

#include "core/errors.h"
#include "core/mail/incoming/mailbox_address.h"
#include "core/secret.h"

namespace parvis::mail {

struct ImapServer {
  MailboxAddress address;
  std::string user;
  Secret password;
  std::chrono::milliseconds connect_time{10'000};
  std::chrono::milliseconds whole_time{60'000};  // of each command
};

// Hands each letter that lies in the mailbox to `take`, the oldest first, and removes it when that answers true. At
// most some at once: the others wait for the next call. Answers how many were removed. Throws Fault when the server
// cannot be spoken to.
int collect_imap(const ImapServer& server, const std::function<bool(std::string_view raw)>& take);

}  // namespace parvis::mail
