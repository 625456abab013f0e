// Sends letters: to the configured mail server, or, without one, into files of <data>/outbox, and the log says so.
// Pages never call `deliver`: they enqueue the durable job `mail.send` in their own transaction, and the job delivers,
// again and again until the server answers. Thread safe; holds no connection.
#pragma once

#include <filesystem>
#include <optional>

#include "core/config/settings.h"
#include "core/errors.h"
#include "core/mail/address.h"
#include "core/mail/attachment.h"
#include "core/mail/letter.h"
#include "core/mail/smtp.h"

namespace parvis::mail {

enum class Outcome {
  sent,     // the server has taken it
  kept,     // written to the outbox
  refused,  // the server will never take it; logged, not to be tried again
};

// The server cannot take the letter now; the job tries again later.
struct Unavailable : Fault {
  using Fault::Fault;
};

class Mailer {
 public:
  struct Options {
    std::optional<SmtpServer> server;
    Mailbox from;
    std::filesystem::path outbox;
    std::string reply_to = {};  // where answers go; empty: to the sender
  };
  explicit Mailer(Options options) : options_(std::move(options)) {}
  explicit Mailer(const config::Settings& settings);

  // `return_path`: where reports about it go; empty: to the sender. Throws Unavailable when it is worth another
  // attempt, Fault when the letter is none or the outbox cannot be written.
  Outcome deliver(const Letter& letter, std::string_view return_path = {}, const Attachments& attachments = {}) const;
  bool has_server() const { return options_.server.has_value(); }

 private:
  Outcome keep(const Letter& letter, const std::string& message, Instant at) const;
  Outcome send(const Letter& letter, const std::string& message, std::string_view return_path) const;

  Options options_;
};

}  // namespace parvis::mail
