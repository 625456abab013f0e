// Files that go with a letter. They travel beside it, so that the many letters without any carry nothing for them.
// Plain values; pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace parvis::mail {

struct Attachment {
  std::string name;  // as it is kept by who saves it: no path, no control character
  std::string type;  // "application/pdf"
  std::string bytes;
};
using Attachments = std::vector<Attachment>;

// Mail servers take some 10 MB and a third is added on the way; a letter that waits stands in the database.
inline constexpr std::size_t kMostAttachments = 5;
inline constexpr std::size_t kMostAttachedBytes = 4 * 1024 * 1024;  // together

// Throws Fault when there are too many, they are too large, or one has no proper name or type.
void check_attachments(const Attachments& attachments);

// Into the payload of a letter's job (letter.h), and out of one.
std::string with_attachments(std::string_view letter_json, const Attachments& attachments);
Attachments attachments_from_json(std::string_view letter_json);

}  // namespace parvis::mail
