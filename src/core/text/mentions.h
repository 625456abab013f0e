// @mentions in a text. Pure; usable from any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace parvis::text {

struct Mention {
  std::string handle;     // in small letters, without @
  std::size_t begin = 0;  // of "@", in bytes
  std::size_t end = 0;    // after the handle
  bool operator==(const Mention&) const = default;
};

// The mentions of a plain text: "@" (or the full-width "＠") not after a letter, digit or one of _ @ ! # $ % & * / . -
// and then a handle (core/text/validate.h: 2 to 30 characters) that is not followed by another "@", "://" or an
// accented letter. `before` is the character before the text, when it is a part of one.
std::vector<Mention> mentions_in(std::string_view text, char32_t before = ' ');

// The handles mentioned in a Markdown source, in small letters, without repetition: not those in code, in links or in
// addresses.
std::vector<std::string> extract_mentions(std::string_view markdown);

}  // namespace parvis::text
