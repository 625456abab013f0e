// What can only be said of an import once all its rows are in: the order of answers, the words of posts without a
// history, acts that no row of the dump tells. Each step does nothing where it was done before, so that a stopped
// import repeats them from the start.
#pragma once

#include <cstdint>

#include "exchange/stackexchange/desk.h"

namespace parvis::exchange {

// Answers are numbered by date; a dump may give a later one first (posts merged or migrated). Renumbers the threads
// where that happened. Answers how many.
std::int64_t order_answers(Desk& desk);

// Accepted answers whose vote is not in the dump: accepted when they were written, as far as is known.
std::int64_t settle_solutions(Desk& desk);

// Closed questions whose closing is not in the history: recorded at the date the question carries.
std::int64_t settle_closures(Desk& desk);

// Gives Markdown to posts that have none: at most `limit` of those after post `after`. Answers the last one looked at,
// or zero when there is none left. Reads ahead of the write, so that converting does not hold the database.
community::PostId find_without_body(store::Reader& reader, community::SpaceId space, community::PostId after,
                                    std::size_t limit, std::vector<std::pair<community::PostId, std::string>>& bodies);
void set_body(Desk& desk, community::PostId post, const std::string& body);

}  // namespace parvis::exchange
