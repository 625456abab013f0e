// Folds the edits that the history brought (imported_revision) into the posts: what each said before every edit, what
// it says now, and one act on the timeline for each change. Needs all of a post's edits at once and in the order of
// their dates, which the dump's files do not keep: hence a step of its own.
#pragma once

#include <cstddef>

#include "exchange/stackexchange/desk.h"

namespace parvis::exchange {

// Takes the edits of at most `posts` posts. Answers how many posts it took; none are left when that is 0. What was
// folded is gone from imported_revision in the same transaction, so that it can be stopped and taken up anywhere.
std::size_t fold_revisions(Desk& desk, std::size_t posts);

// How many posts wait.
std::int64_t posts_to_fold(store::Reader& reader);

}  // namespace parvis::exchange
