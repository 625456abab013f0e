#include "community/members/letters.h"

#include "community/members/letter_words.h"
#include "core/mail/post.h"
#include "core/text/catalogue.h"
#include "core/text/dates.h"

namespace parvis::community {
using text::tr;

std::string greeting_of(const Recipient& to) {
  if (!to.name.empty()) return tr(to.language, "Hello {name},", {{"name", to.name}});
  if (!to.handle.empty()) return tr(to.language, "Hello @{handle},", {{"handle", to.handle}});
  return tr(to.language, "Hello,");
}

void send_letter(store::Transaction& transaction, const Sender& sender, const Recipient& to, LetterWords words) {
  mail::Letter letter{.to = to.email,
                      .subject = std::move(words.subject),
                      .language = std::string(text::tag(to.language)),
                      .from_name = sender.community,
                      .purpose = mail::Purpose::service(words.purpose)};
  const mail::Parts parts{.greeting = greeting_of(to),
                          .paragraphs = std::move(words.paragraphs),
                          .quote = std::move(words.quote),
                          .button = std::move(words.button),
                          .closing = std::move(words.closing),
                          .footer = tr(to.language, "This e-mail was sent by {community}, {address}.",
                                       {{"community", sender.community}, {"address", sender.origin}})};
  mail::lay_out(letter, parts, {.community = sender.community, .brand = sender.brand});
  mail::post(transaction, letter);
}

std::string letter_link(const Sender& sender, std::string_view path, std::string_view token) {
  return sender.origin + std::string(path) + std::string(token);
}

void send_confirmation(store::Transaction& transaction, const Sender& sender, const Recipient& to,
                       std::string_view token) {
  const auto in = to.language;
  send_letter(
      transaction, sender, to,
      {.purpose = "confirm_address",
       .subject = tr(in, "Confirm your address for {community}", {{"community", sender.community}}),
       .paragraphs = {tr(in, "Somebody, probably you, would like to join {community} with this address.",
                         {{"community", sender.community}}),
                      tr(in, "Open this page and press its button to confirm. The link works for seven days.")},
       .button = mail::Button{tr(in, "Confirm my address"), letter_link(sender, "/confirmation/", token)},
       .closing = {tr(in, "If it was not you, ignore this e-mail: no account is opened without your confirmation.")}});
}

void send_unfinished(store::Transaction& transaction, const Sender& sender, const Recipient& to,
                     std::string_view token) {
  const auto in = to.language;
  send_letter(
      transaction, sender, to,
      {.purpose = "unfinished_sign_up",
       .subject = tr(in, "Finish joining {community}", {{"community", sender.community}}),
       .paragraphs = {tr(in, "Somebody, probably you, began to join {community} with this address a second time.",
                         {{"community", sender.community}}),
                      tr(in,
                         "Open this page to choose your password; that also confirms your address. The link works "
                         "for two hours.")},
       .button = mail::Button{tr(in, "Choose my password"), letter_link(sender, "/password-reset/", token)},
       .closing = {tr(in, "If it was not you, ignore this e-mail: no account is opened without your confirmation.")}});
}

void send_already_member(store::Transaction& transaction, const Sender& sender, const Recipient& to) {
  const auto in = to.language;
  send_letter(
      transaction, sender, to,
      {.purpose = "already_member",
       .subject = tr(in, "You already have an account at {community}", {{"community", sender.community}}),
       .paragraphs = {tr(in,
                         "Somebody, probably you, gave this address to {community}. It belongs to your account "
                         "already, so nothing was changed.",
                         {{"community", sender.community}}),
                      tr(in,
                         "You can sign in with it. If you have forgotten your password, choose a new one from the "
                         "sign-in page.")},
       .button = mail::Button{tr(in, "Sign in"), sender.origin + "/sign-in"},
       .closing = {tr(in, "If it was not you, there is nothing you need to do.")}});
}

void send_claim(store::Transaction& transaction, const Sender& sender, const Recipient& to, std::string_view token) {
  const auto in = to.language;
  send_letter(
      transaction, sender, to,
      {.purpose = "claim_account",
       .subject = tr(in, "Your account at {community} is waiting for you", {{"community", sender.community}}),
       .paragraphs = {tr(in, "What you wrote in the community before {community} moved came along, under your name.",
                         {{"community", sender.community}}),
                      tr(in,
                         "Open this page to take your account over and choose a password. The link works for seven "
                         "days.")},
       .button = mail::Button{tr(in, "Take over my account"), letter_link(sender, "/claim/", token)},
       .closing = {
           tr(in, "If this is not you, ignore this e-mail: nobody can take the account over without this link.")}});
}

void send_reset(store::Transaction& transaction, const Sender& sender, const Recipient& to, std::string_view token) {
  const auto in = to.language;
  send_letter(
      transaction, sender, to,
      {.purpose = "reset_password",
       .subject = tr(in, "Choose a new password for {community}", {{"community", sender.community}}),
       .paragraphs = {tr(in,
                         "Somebody, probably you, asked for a new password. Open this page to choose it. The link "
                         "works for two hours.")},
       .button = mail::Button{tr(in, "Choose my password"), letter_link(sender, "/password-reset/", token)},
       .closing = {tr(in, "If it was not you, ignore this e-mail: your password stays as it is.")}});
}

void send_sign_in(store::Transaction& transaction, const Sender& sender, const Recipient& to, std::string_view token) {
  const auto in = to.language;
  send_letter(
      transaction, sender, to,
      {.purpose = "sign_in",
       .subject = tr(in, "Sign in to {community}", {{"community", sender.community}}),
       .paragraphs = {tr(in,
                         "Somebody, probably you, asked to sign in without a password. Open this page and press its "
                         "button. The link works once, for half an hour.")},
       .button = mail::Button{tr(in, "Sign in"), letter_link(sender, "/sign-in/letter/", token)},
       .closing = {tr(in, "If it was not you, ignore this e-mail: nobody gets in without it.")}});
}

void send_address_change(store::Transaction& transaction, const Sender& sender, const Recipient& to,
                         std::string_view token) {
  const auto in = to.language;
  send_letter(transaction, sender, to,
              {.purpose = "change_address",
               .subject = tr(in, "Confirm your new address for {community}", {{"community", sender.community}}),
               .paragraphs = {tr(in, "You asked to use this address for your account at {community}.",
                                 {{"community", sender.community}}),
                              tr(in, "Open this page and press its button to confirm. The link works for a day.")},
               .button = mail::Button{tr(in, "Confirm my address"), letter_link(sender, "/confirmation/", token)},
               .closing = {tr(in, "If it was not you, ignore this e-mail: the account keeps its present address.")}});
}

void send_address_notice(store::Transaction& transaction, const Sender& sender, const Recipient& to) {
  const auto in = to.language;
  LetterWords words{.purpose = "address_changed",
                    .subject = tr(in, "Your address at {community} was changed", {{"community", sender.community}}),
                    .paragraphs = {tr(in, "Your account now uses another address; e-mails no longer come here.")}};
  if (!sender.contact.empty()) {
    words.paragraphs.push_back(tr(in, "If it was not you, write to {address} at once.", {{"address", sender.contact}}));
  }
  send_letter(transaction, sender, to, std::move(words));
}

void send_second_factor_notice(store::Transaction& transaction, const Sender& sender, const Recipient& to,
                               SecondFactorNews news) {
  const auto in = to.language;
  std::string said;
  switch (news) {
    case SecondFactorNews::set:
      said = tr(in, "Signing in to your account now takes a code as well. Your other devices were signed out.");
      break;
    case SecondFactorNews::removed:
      said = tr(in, "Signing in to your account takes no code any more. Your devices were signed out.");
      break;
    case SecondFactorNews::reset:
      said = tr(in,
                "Somebody who manages the community took the second factor off your account, so that you can sign in "
                "without a code. Your devices were signed out.");
      break;
  }
  send_letter(transaction, sender, to,
              {.purpose = "second_factor",
               .subject = tr(in, "Signing in to {community} was changed", {{"community", sender.community}}),
               .paragraphs = {std::move(said), tr(in,
                                                  "If you know nothing of it, choose a new password at once: only this "
                                                  "address can do so.")},
               .button = mail::Button{tr(in, "Choose a new password"), sender.origin + "/password-reset"}});
}

void send_password_notice(store::Transaction& transaction, const Sender& sender, const Recipient& to,
                          std::int64_t ended_tokens) {
  const auto in = to.language;
  std::vector<std::string> paragraphs{
      tr(in, "A new password was chosen for your account, and your other devices were signed out.")};
  if (ended_tokens > 0) {
    paragraphs.push_back(tr(in,
                            "The tokens with which programs acted in your name were ended too. Make new ones for those "
                            "you still use."));
  }
  paragraphs.push_back(tr(in, "If it was not you, choose a new password at once: only this address can do so."));
  send_letter(transaction, sender, to,
              {.purpose = "password_changed",
               .subject = tr(in, "Your password at {community} was changed", {{"community", sender.community}}),
               .paragraphs = std::move(paragraphs),
               .button = mail::Button{tr(in, "Choose a new password"), sender.origin + "/password-reset"}});
}

void send_copy_ready(store::Transaction& transaction, const Sender& sender, const Recipient& to) {
  const auto in = to.language;
  send_letter(
      transaction, sender, to,
      {.purpose = "copy_ready",
       .subject = tr(in, "The copy of your data at {community} is ready", {{"community", sender.community}}),
       .paragraphs = {tr(in, "You asked for everything that is held about you. It waits for you for four days."),
                      tr(in, "Sign in to fetch it: nobody else can open it.")},
       .button = mail::Button{tr(in, "Fetch my data"), sender.origin + "/account/data"},
       .closing = {tr(in, "If it was not you, choose a new password at once: somebody has signed in as you.")}});
}

void send_leave_link(store::Transaction& transaction, const Sender& sender, const Recipient& to,
                     std::string_view token) {
  const auto in = to.language;
  send_letter(
      transaction, sender, to,
      {.purpose = "leave",
       .subject = tr(in, "Leaving {community}", {{"community", sender.community}}),
       .paragraphs = {tr(in, "You asked for your account at {community} to be erased.",
                         {{"community", sender.community}}),
                      tr(in,
                         "Open this page to choose what becomes of what you wrote, and to confirm. The link works "
                         "for a day.")},
       .button = mail::Button{tr(in, "Confirm that I leave"), letter_link(sender, "/leaving/", token)},
       .closing = {tr(in, "If it was not you, ignore this e-mail: nothing is erased without your confirmation.")}});
}

void send_leaving(store::Transaction& transaction, const Sender& sender, const Recipient& to, Instant due) {
  const auto in = to.language;
  send_letter(transaction, sender, to,
              {.purpose = "leaving",
               .subject = tr(in, "Your account at {community} will be erased", {{"community", sender.community}}),
               .paragraphs = {tr(in,
                                 "As you asked, everything held about you is erased after {day}. You are signed out "
                                 "everywhere.",
                                 {{"day", text::day(due, in, text::TimeZone())}}),
                              tr(in, "If you change your mind, sign in before that day: nothing is erased then.")},
               .button = mail::Button{tr(in, "Sign in and stay"), sender.origin + "/sign-in"},
               .closing = {tr(in, "This is the last e-mail you receive from us.")}});
}

}  // namespace parvis::community
