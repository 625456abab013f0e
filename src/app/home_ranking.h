// What the front page puts first: not only the latest word, but what people thank, answer and have just begun, with no
// space drowning the others. Pure functions.
#pragma once

#include <vector>

#include "community/spaces/space.h"
#include "community/threads/thread_lists.h"

namespace parvis::app {

// How much a thread deserves to be seen at this instant: appreciation and answers, halved every two days of silence.
double liveliness(const community::ThreadRow& row, Instant at);

// The best of `candidates`, at most so many; no more than three of one space in a row of ten. Threads in `shown` are
// left out.
std::vector<community::ThreadRow> happening(std::vector<community::ThreadRow> candidates, Instant at,
                                            std::size_t at_most, const std::vector<community::ThreadId>& shown = {});

// The story that leads the page: the most thanked thread of a discussion space opened within kStoryAge, one in the
// reader's language ("fr") before all others; null for none.
inline constexpr std::int64_t kStoryAge = 60 * kDay;
const community::ThreadRow* story_of(const std::vector<community::ThreadRow>& newest,
                                     const community::SpaceList& spaces, Instant at, std::string_view language);

}  // namespace parvis::app
