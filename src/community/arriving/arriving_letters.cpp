#include "community/arriving/arriving_letters.h"

#include "community/members/letter_words.h"
#include "core/text/catalogue.h"

namespace parvis::community {

using text::tr;

void send_let_in(store::Transaction& transaction, const Sender& sender, const Recipient& to, std::string_view word) {
  const auto in = to.language;
  send_letter(transaction, sender, to,
              {.purpose = "request_let_in",
               .subject = tr(in, "Your request to join {community} is accepted", {{"community", sender.community}}),
               .paragraphs = {tr(in, "We have read your request, and you are in. Sign in whenever you like.")},
               .quote = std::string(word),
               .button = mail::Button{tr(in, "Sign in"), sender.origin + "/sign-in"}});
}

void send_not_let_in(store::Transaction& transaction, const Sender& sender, const Recipient& to,
                     std::string_view word) {
  const auto in = to.language;
  LetterWords words{.purpose = "request_not_let_in",
                    .subject = tr(in, "Your request to join {community}", {{"community", sender.community}}),
                    .paragraphs = {tr(in, "We have read your request to join {community}, and cannot accept it.",
                                      {{"community", sender.community}})},
                    .quote = std::string(word)};
  if (!sender.contact.empty()) {
    words.closing.push_back(
        tr(in, "If you think this is a mistake, write to {address}.", {{"address", sender.contact}}));
  }
  send_letter(transaction, sender, to, std::move(words));
}

void send_request_stands(store::Transaction& transaction, const Sender& sender, const Recipient& to,
                         RequestDecision decision) {
  const auto in = to.language;
  const bool waits = decision == RequestDecision::waiting;
  send_letter(transaction, sender, to,
              {.purpose = "request_stands",
               .subject = tr(in, "Your request to join {community}", {{"community", sender.community}}),
               .paragraphs = {waits ? tr(in,
                                         "Your request to join {community} has arrived and waits to be read. We will "
                                         "write to you as soon as it is; there is nothing you need to do.",
                                         {{"community", sender.community}})
                                    : tr(in, "Your request to join {community} was declined.",
                                         {{"community", sender.community}})}});
}

}  // namespace parvis::community
