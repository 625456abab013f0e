// [incoming]: how letters come in.
#include "core/config/kinds.h"
#include "core/config/sections.h"
#include "core/mail/address.h"
#include "core/mail/incoming/mailbox_address.h"

namespace parvis::config {
namespace {

std::optional<std::string> mail_domain(std::string_view text) {
  // Our addresses there have up to 55 characters before the @.
  if (!text.empty() && (text.size() > 180 || !mail::is_address("reply@" + std::string(text)))) return std::nullopt;
  return std::string(text);
}

std::optional<std::string> mailbox_url(std::string_view text) {
  if (!text.empty() && !mail::parse_mailbox_address(text)) return std::nullopt;
  return std::string(text);
}

}  // namespace

Section incoming_section() {
  return {
      "incoming",
      "How letters come in: answers that become posts, and reports of letters that could not be delivered or were "
      "unwelcome. See docs/operating.md.",
      {
          text(
              "domain", [](auto& s) -> auto& { return s.incoming.domain; }, mail_domain,
              "a domain such as reply.square.example",
              "The domain of the addresses that letters name for answers (reply+…@) and reports (bounce+…@). What is "
              "sent to them must reach the folder, the mailbox or the webhook below. Empty: letters name no such "
              "addresses, and nothing that comes in is believed."),
          text(
              "folder", [](auto& s) -> auto& { return s.incoming.folder; }, any_line,
              "the path of a Maildir, such as /var/lib/parvis/Maildir",
              "The Maildir in which a mail server on this machine leaves letters. What was read is taken away. Empty: "
              "none is looked at."),
          text(
              "mailbox", [](auto& s) -> auto& { return s.incoming.mailbox; }, mailbox_url,
              "a mailbox as imaps://host/INBOX or imap://host/INBOX, with :port where it differs, without user and "
              "password, which have keys of their own",
              "The mailbox to fetch letters from. imaps:// is TLS from the start (port 993); imap:// turns to TLS "
              "before "
              "anything is said (port 143), but on this very machine (localhost) speaks plainly. What was read is "
              "removed from it, so it must be a mailbox of its own. Empty: none is looked at."),
          text(
              "user", [](auto& s) -> auto& { return s.incoming.user; }, any_line, "the user name of the mailbox",
              "The user name of the mailbox."),
          secret(
              "password", [](auto& s) -> auto& { return s.incoming.password; }, "the password of the mailbox",
              "The password of the mailbox. Better kept in a file of its own: see password_file."),
          number(
              "every", [](auto& s) -> auto& { return s.incoming.every; }, 5, kMostSeconds,
              "How often the folder and the mailbox are looked at."),
          secret(
              "webhook", [](auto& s) -> auto& { return s.incoming.webhook; },
              "the secret that calls of the webhook are signed with",
              "The secret that whoever hands letters in at /letters/incoming signs them with. Empty: all are refused."),
          number(
              "failures", [](auto& s) -> auto& { return s.incoming.failures; }, 1, 100,
              "After how many days on which letters to an address came back for now (mailbox full, server away) no "
              "more "
              "are sent to it. One for good is enough."),
      }};
}

}  // namespace parvis::config
