// A letter at once: what happened in one conversation (or about none) since the last one, as far as its reader has not
// read it on the page, may read it now and wishes it by letter at once. Functions over a Reader; any thread.
#pragma once

#include <optional>

#include "community/letters/letter_reader.h"
#include "core/mail/letter.h"

namespace parvis::community {

struct ToTell {
  ThreadId thread;             // zero: about no conversation
  std::int64_t told_post = 0;  // number of the last post that an earlier letter told of
  Instant since;               // written_at of the first notification that waits
};
struct ThreadLetter {
  mail::Letter letter;
  std::int64_t told_post = 0;  // up to here it tells
};
// Nothing when nothing is left to tell.
std::optional<ThreadLetter> write_thread_letter(store::Reader& reader, const LetterContext& context,
                                                const LetterReader& to, const ToTell& what, Instant at);

// Where answers to a letter about this post go: an address that names the member and the post, when the configuration
// has a domain for such answers; empty: answers by letter are not read.
std::string answer_address(const LetterContext& context, MemberId member, PostId post);

}  // namespace parvis::community
