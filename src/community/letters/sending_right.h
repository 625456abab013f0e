// Whether a letter that the team sends of its own accord may still go: asked when it is made, and again when its turn
// comes, which may be a week later. Functions over a Reader; any thread.
#pragma once

#include "community/types.h"
#include "core/store/store.h"

namespace parvis::community {

// In the database: they stay.
enum class LetterSort { plan = 1, segment = 2, group = 3, word = 4 };

// Who sends a letter, and of what it is one.
struct SentBy {
  LetterSort sort = LetterSort::word;
  MemberId author;
  std::int64_t letter = 0;  // to a segment or a group: the letter to all of them
};
// Its author may send such letters: to a group, while there is one, who looks after it; all others, to a segment for a
// purpose that has not ended, who manages the community. Nobody who is gone, kept out or silenced.
bool may_send(store::Reader& reader, const SentBy& by, Instant at);
// Besides, whoever receives it is still one of those it is for. What they agreed to the ledger says (core/mail).
bool may_still_go(store::Reader& reader, const SentBy& by, MemberId to, Instant at);

}  // namespace parvis::community
