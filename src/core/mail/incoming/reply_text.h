// What somebody wrote in an answer to a letter, as Markdown: without what they quote of it, without signatures and the
// lines that mail programs add. Conservative: where it is not certain what is theirs, it stays. Knows the ways of
// Gmail, Outlook, Apple Mail, Thunderbird and telephones, in English and French, as their answers were seen. Pure
// functions; the time is linear in the letter.
#pragma once

#include <string>
#include <string_view>

#include "core/mail/incoming/incoming_letter.h"

namespace parvis::mail {

// Of the whole letter: its plain text, or, where it has none, its HTML. Empty when nothing is left.
std::string reply_text(const LetterPart& letter);

// The same of a plain text that is already decoded and unfolded.
std::string without_quoted(std::string_view text);
// format=flowed (RFC 3676) as the paragraphs that were meant. `delsp`: the blank that marks a soft end goes too.
enum class SoftBlank { stays, goes };
std::string unflowed(std::string_view text, SoftBlank blank);
// Without what mail programs mark as quoted or as a signature.
std::string html_without_quoted(std::string_view markup);

}  // namespace parvis::mail
