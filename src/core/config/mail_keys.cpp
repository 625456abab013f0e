// [mail]: how letters leave.
#include "core/config/kinds.h"
#include "core/config/sections.h"
#include "core/mail/address.h"
#include "core/mail/server_address.h"

namespace parvis::config {
namespace {

std::optional<std::string> mail_server(std::string_view text) {
  if (!text.empty() && !mail::parse_server_address(text)) return std::nullopt;
  return std::string(text);
}

std::optional<std::string> mailbox(std::string_view text) {
  if (!text.empty() && !mail::parse_mailbox(text)) return std::nullopt;
  return std::string(text);
}

std::optional<std::string> bare_address(std::string_view text) {
  if (!text.empty() && !mail::is_address(text)) return std::nullopt;
  return std::string(text);
}

}  // namespace

Section mail_section() {
  return {
      "mail",
      "How letters leave.",
      {
          text(
              "url", [](auto& s) -> auto& { return s.mail.url; }, mail_server,
              "the mail server as smtps://host, smtp://host or smtp+plain://host, with :port where it differs, without "
              "user and password, which have keys of their own",
              "The server that takes letters. smtps:// is TLS from the start (port 465); smtp:// turns to TLS before "
              "anything "
              "is said (port 587), but on this very machine (localhost) speaks plainly (port 25); smtp+plain:// never "
              "uses "
              "TLS: only within a network of your own. Empty: letters are kept as files in the outbox folder of the "
              "data "
              "directory, and the log says so."),
          text(
              "user", [](auto& s) -> auto& { return s.mail.user; }, any_line, "the user name for the mail server",
              "The user name for the mail server. Empty: none is given."),
          secret(
              "password", [](auto& s) -> auto& { return s.mail.password; }, "the password of the mail server",
              "The password for the mail server. Better kept in a file of its own: see password_file."),
          text(
              "from", [](auto& s) -> auto& { return s.mail.from; }, mailbox,
              "an address such as square@example.org or The square <square@example.org>",
              "Whom letters come from. Needed as soon as url is given."),
          text(
              "contact", [](auto& s) -> auto& { return s.mail.contact; }, bare_address,
              "an address such as team@square.example",
              "Where people write to those who run the community: named at the foot of pages, where something goes "
              "wrong, "
              "and where answers to letters go. Empty: no address is named."),
      }};
}

}  // namespace parvis::config
