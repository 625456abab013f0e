// Letters at once, a little later: what is told on the page within some minutes in one conversation is one letter, and
// what was read on the page meanwhile is none. Acts pay nothing for it: a job that runs twice a minute folds the
// notifications written since (letter_progress remembers how far it came) into what waits, and another part of it
// writes the letters that are due, each in one transaction with the mark of what it told, so that none is written
// twice. In quiet hours they wait until the morning. Functions of the job's thread.
#pragma once

#include <functional>

#include "community/letters/letter_reader.h"
#include "core/jobs/jobs.h"

namespace parvis::community {

class Community;

inline constexpr std::int64_t kFoldEvery = 30 * kSecond;
inline constexpr std::int64_t kGatherActs = 2 * kMinute;  // from the first act to its letter

// Takes what was written until `at` into account; the first time there is nothing before. Answers how many
// conversations of members wait for a letter since.
std::int64_t fold_tidings(store::Store& store, const LetterContext& context, Instant at);
// Writes what is due at `at`; answers how many letters. `stopping` ends it between two.
std::int64_t write_due_letters(store::Store& store, const LetterContext& context, Instant at,
                               const std::function<bool()>& stopping = {});
// Forgets what was told so long ago that nobody will be told of it again.
void drop_old_marks(store::Store& store, Instant told_before);

void tell_by_letter(Community& community);

}  // namespace parvis::community
