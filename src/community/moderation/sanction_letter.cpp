#include "community/moderation/sanction_letter.h"

#include "community/members/letter_words.h"
#include "core/mail/layout.h"
#include "core/mail/post.h"
#include "core/text/catalogue.h"
#include "core/text/dates.h"

namespace parvis::community {
namespace {

using text::tr;

std::string subject_of(text::Language in, const Sender& sender, SanctionKind kind) {
  const text::Values values{{"community", sender.community}};
  switch (kind) {
    case SanctionKind::warning: return tr(in, "A warning from {community}", values);
    case SanctionKind::silence: return tr(in, "For a time you can only read at {community}", values);
    case SanctionKind::suspension: return tr(in, "Your account at {community} is suspended", values);
    case SanctionKind::exclusion: return tr(in, "You are excluded from {community}", values);
  }
  return {};
}

std::string what_of(text::Language in, const Sanction& sanction) {
  const auto until = sanction.ends_at ? text::day(*sanction.ends_at, in, text::TimeZone::of("UTC")) : std::string();
  const text::Values values{{"day", until}};
  switch (sanction.kind) {
    case SanctionKind::warning:
      return tr(in, "Those who look after the community warn you. It counts until {day}.", values);
    case SanctionKind::silence:
      return until.empty() ? tr(in, "Until further notice you can read, and not write.")
                           : tr(in, "Until {day} you can read, and not write.", values);
    case SanctionKind::suspension:
      return until.empty() ? tr(in, "Until further notice you cannot sign in.")
                           : tr(in, "Until {day} you cannot sign in.", values);
    case SanctionKind::exclusion: return tr(in, "You can no longer sign in.");
  }
  return {};
}

std::string why_of(text::Language in, const Sanction& sanction) {
  if (!sanction.reason.empty()) return tr(in, "The reason:");
  switch (sanction.ground) {
    case Ground::off_topic: return tr(in, "The reason: what you wrote was off topic.");
    case Ground::unkind: return tr(in, "The reason: what you wrote was unkind to somebody.");
    case Ground::spam: return tr(in, "The reason: what you wrote was advertising, or the same again in many places.");
    case Ground::unlawful: return tr(in, "The reason: what you wrote seems to be against the law.");
    case Ground::none:
    case Ground::other: break;
  }
  return tr(in, "The reason: it did not keep our charter.");
}

void send(store::Transaction& transaction, const Sender& sender, const Recipient& to, std::string subject,
          const char* purpose, mail::Parts parts) {
  const auto in = to.language;
  mail::Letter letter{.to = to.email,
                      .subject = std::move(subject),
                      .language = std::string(text::tag(in)),
                      .from_name = sender.community,
                      .purpose = mail::Purpose::service(purpose)};
  parts.greeting = greeting_of(to);
  parts.footer = tr(in, "This e-mail was sent by {community}, {address}.",
                    {{"community", sender.community}, {"address", sender.origin}});
  mail::lay_out(letter, parts, {.community = sender.community, .brand = sender.brand});
  mail::post(transaction, letter);
}

}  // namespace

void send_sanction(store::Transaction& transaction, const Sender& sender, const Recipient& to, const Sanction& sanction,
                   std::string_view token) {
  const auto in = to.language;
  send(transaction, sender, to, subject_of(in, sender, sanction.kind), "sanction",
       {.greeting = {},
        .paragraphs = {what_of(in, sanction), why_of(in, sanction)},
        .quote = sanction.reason,
        .button = mail::Button{tr(in, "Ask for a second look"), sender.origin + "/appeals/" + std::string(token)},
        .closing = {tr(in, "Somebody other than the one who decided reads it. You can ask once.")}});
}

void send_lifted(store::Transaction& transaction, const Sender& sender, const Recipient& to, const Sanction& sanction) {
  const auto in = to.language;
  const auto words = sanction.kind == SanctionKind::warning
                         ? tr(in, "The warning you were given was taken back.")
                         : tr(in, "It is over before its time: you can take part again.");
  send(transaction, sender, to, tr(in, "News of your account at {community}", {{"community", sender.community}}),
       "sanction_lifted",
       {.greeting = {}, .paragraphs = {words}, .button = mail::Button{tr(in, "To the square"), sender.origin + "/"}});
}

}  // namespace parvis::community
