// What somebody attached to an answer by letter, brought as a form on the page would bring it: the same pace, shares,
// kinds and media process. What cannot be brought is named with its reason. For the job that reads letters; blocks for
// as long as pictures take.
#pragma once

#include <string>
#include <vector>

#include "community/visit.h"
#include "core/mail/incoming/incoming_letter.h"

namespace parvis::community {

struct LeftOut {
  std::string name;
  Sentence why;
};
struct LetterFiles {
  std::string markdown;  // to stand below the words; empty: nothing was brought
  std::vector<LeftOut> left_out;
};

// What was meant to be sent: neither the logo inside somebody's signature nor the signature of a program.
std::vector<const mail::LetterPart*> meant_files(const mail::LetterPart& letter);
LetterFiles bring_files(const Visit& visit, const std::vector<const mail::LetterPart*>& parts);

}  // namespace parvis::community
