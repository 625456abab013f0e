// What becomes of a letter that comes in: an answer is made a post, a report of a server or a reader is obeyed, the
// rest is dropped. What it is follows from the sealed address it came to (core/mail/reply_address.h) and from nothing
// that its sender could have invented. Any thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "community/community.h"
#include "core/mail/reach.h"

namespace parvis::community {

enum class LetterFate { posted, waiting, refused, reported, dropped };
std::string_view fate_name(LetterFate fate);  // for the log

// Reads and obeys it. What it throws is a fault of ours: the letter is to be handed in again.
LetterFate take_letter(Community& community, std::string_view raw);

// Notes that this letter was read; false when it had been before. In the transaction that obeys it.
bool mark_read(store::Transaction& transaction, std::string_view sum);
bool was_read(store::Reader& reader, std::string_view sum);

// Looks at the configured folder and mailbox again and again, on one node at a time.
void collect_letters(Community& community);
// For the job that sends letters: whom they reach.
std::shared_ptr<const mail::Reach> letter_reach(Community& community);
// Whether a letter that is answered reaches us: what the addresses are made of. Empty when it does not.
const std::string& letters_domain(const Community& community);

}  // namespace parvis::community
