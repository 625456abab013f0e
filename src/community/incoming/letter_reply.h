// A letter that answers a letter about a post, made into a post: by the same rules as on the page, in the member's
// name. What cannot become one is told to the member by letter, with their words in it. Run by the job that reads
// letters.
#pragma once

#include <string_view>

#include "community/community.h"
#include "core/mail/incoming/incoming_letter.h"
#include "core/mail/reply_address.h"

namespace parvis::community {

enum class ReplyFate {
  posted,
  waiting,  // somebody reads it first
  refused,  // its author was told why
  dropped,  // sent by a program, come before, or of nobody who may act
};

// `sum` tells the letter from all others (letters_in.h). A letter is taken once: the second time it is dropped.
ReplyFate take_reply(Community& community, const mail::LetterPart& letter, std::string_view sum,
                     const mail::ReplyPlace& place);

}  // namespace parvis::community
