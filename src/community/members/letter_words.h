// A letter about an account, in its reader's language: what is its own, put into the frame that all share and handed to
// the durable job that delivers it. Usable from any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "community/members/letters.h"
#include "core/mail/layout.h"

namespace parvis::community {

// Everything of a letter but its reader.
struct LetterWords {
  const char* purpose;
  std::string subject;
  std::vector<std::string> paragraphs;
  std::string quote = {};
  std::optional<mail::Button> button = {};
  std::vector<std::string> closing = {};
};
void send_letter(store::Transaction& transaction, const Sender& sender, const Recipient& to, LetterWords words);

// By their name, else their handle, where these are known.
std::string greeting_of(const Recipient& to);

// The address of a one-time link in a letter.
std::string letter_link(const Sender& sender, std::string_view path, std::string_view token);

}  // namespace parvis::community
