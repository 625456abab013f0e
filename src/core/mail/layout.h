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

// A passage of what somebody wrote.
struct Passage {
  enum class Kind { paragraph, item, quote, code } kind = Kind::paragraph;
  std::string text;
};
// Something to read: a post, a thread, a line of news.
struct Entry {
  std::string title = {};    // leads to `address`
  std::string address = {};  // absolute
  std::string name = {};     // whose initial stands in a disc beside it; empty: no disc
  int hue = 0;               // of the disc, 0 to 359
  std::string meta = {};     // "Ada in Workshop, today at 21:14"
  std::vector<Passage> passages = {};
  std::string reason = {};  // why it stands here, in one sentence
};
struct Section {
  std::string title = {};
  std::vector<Entry> entries;
};

struct Parts {
  std::string greeting = {};  // "Hello Ada,"
  std::string headline = {};  // in large, what the letter is about
  std::vector<std::string> paragraphs = {};
  std::string quote = {};  // what somebody wrote, set apart
  std::vector<Section> sections = {};
  std::optional<Button> button = {};      // one: what the letter is for
  std::vector<std::string> closing = {};  // after the button: "You did not ask for this? Then nothing changes."
  std::string footer = {};                // why this letter came, in small
  std::optional<Button> leave = {};       // how to receive no more of them
  std::optional<Button> change = {};      // how to receive them otherwise
};

struct Look {
  std::string community;          // its name, on top
  std::string brand = "#24418f";  // #rrggbb; anything else is replaced by this preset
  std::string brand_ink = "#ffffff";
};

// Writes `text` and `html` of a letter whose subject and language are already set, and its sender's name.
void lay_out(Letter& letter, const Parts& parts, const Look& look);

// The plain text alone.
std::string text_of(const Parts& parts);

// #rrggbb of a disc on which white letters can be read, whatever the hue.
std::string disc_colour(int hue);

}  // namespace parvis::mail
