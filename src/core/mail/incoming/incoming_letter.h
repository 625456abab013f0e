// A letter that comes in (RFC 5322, MIME), as a tree of parts with their contents decoded. Strict about size, lenient
// about form: what is malformed is read as far as it makes sense. Bounded in depth, parts and bytes, so that no letter
// costs more than its size. Pure functions; docs/decisions/0023 says why no library does it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/mail/incoming/header.h"

namespace parvis::mail {

inline constexpr std::size_t kMostLetter = 25 * 1024 * 1024;  // what most servers take

struct LetterPart {
  Headers headers;
  FieldValue type;         // "text/plain", its parameters
  FieldValue disposition;  // "attachment", "inline" or empty
  std::string content;     // decoded; of a text in UTF-8 with \n at line ends; of a multipart nothing
  std::vector<LetterPart> parts = {};

  bool is_multipart() const { return type.value.starts_with("multipart/"); }
  bool is_attachment() const;
  std::string file_name() const;  // UTF-8, without a path; empty when it has none
};

// Nothing when there is no letter in it: no header, or larger than kMostLetter.
std::optional<LetterPart> read_letter(std::string_view raw);

// The first part of this type that is no attachment, in the order of the letter; null when there is none.
const LetterPart* find_part(const LetterPart& letter, std::string_view type);
// Everything that was attached, in the order of the letter.
std::vector<const LetterPart*> attachments(const LetterPart& letter);

// Was it sent by a program: an answer while one is away, a list, a report, one of our own letters come back?
bool is_automatic(const LetterPart& letter);

}  // namespace parvis::mail
