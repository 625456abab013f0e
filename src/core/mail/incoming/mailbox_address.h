// The address of a mailbox to fetch letters from, as the configuration writes it: imaps://host:port/INBOX or
// imap://host:port/INBOX. Pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/mail/server_address.h"

namespace parvis::mail {

struct MailboxAddress {
  ServerAddress server;
  std::string folder = "INBOX";
};

// imaps: TLS, port 993. imap: STARTTLS, port 143; but on this very machine plain. Nothing when it is neither, or
// carries a user or a query.
std::optional<MailboxAddress> parse_mailbox_address(std::string_view url);

}  // namespace parvis::mail
