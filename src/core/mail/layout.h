// How a letter looks: the same few parts as calm HTML (light and dark, readable at any width, no images, nothing
// fetched) and as plain text. Words come in the reader's language. Pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/mail/letter.h"

namespace parvis::mail {

struct Button {
  std::string label;
  std::string address;  // absolute
};

struct Parts {
  std::string greeting;  // "Hello Ada,"
  std::vector<std::string> paragraphs;
  std::string quote = {};                 // what somebody wrote, set apart
  std::optional<Button> button = {};      // one: what the letter is for
  std::vector<std::string> closing = {};  // after the button: "You did not ask for this? Then nothing changes."
  std::string footer = {};                // why this letter came, in small
  std::optional<Button> leave = {};       // how to receive no more of them
};

struct Look {
  std::string community;          // its name, on top
  std::string brand = "#24418f";  // #rrggbb; anything else is replaced by this preset
  std::string brand_ink = "#ffffff";
};

// Writes `text` and `html` of a letter whose subject and language are already set, and its sender's name.
void lay_out(Letter& letter, const Parts& parts, const Look& look);

}  // namespace parvis::mail
