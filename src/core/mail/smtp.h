// One letter handed to a mail server, through libcurl. Blocks for as long as the server takes, within the time-outs.
// Thread safe: each call opens its own connection.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "core/mail/server_address.h"
#include "core/secret.h"

namespace parvis::mail {

struct SmtpServer {
  ServerAddress address;
  std::string user;  // empty: no authentication
  Secret password;
  std::chrono::milliseconds connect_time{10'000};
  std::chrono::milliseconds whole_time{60'000};  // a server may look the sender up while we wait
};

enum class SmtpAnswer {
  accepted,     // the server has taken the letter upon itself
  refused,      // for good: this recipient, this letter
  unavailable,  // not now: no connection, no TLS, wrong password, busy; try again later
};

struct SmtpResult {
  SmtpAnswer answer = SmtpAnswer::unavailable;
  long code = 0;       // the server's last reply, 0 when there was none
  std::string detail;  // what went wrong, for the log; names nobody
};

// `from` and `to` are bare addresses (is_address); `message` is a mime_message.
SmtpResult send_by_smtp(const SmtpServer& server, const std::string& from, const std::string& to,
                        std::string_view message);

}  // namespace parvis::mail
