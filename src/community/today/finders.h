// What the timeline says is to be done today. Each finder reads what it needs and answers at most some dozens; the
// figures that decide are the community's own, stated beside each. Functions over a Reader; any thread.
#pragma once

#include <string>
#include <vector>

#include "community/today/task.h"

namespace parvis::community {

struct Day {
  Instant at;
  std::string zone;       // the community's
  std::int64_t birthday;  // the profile field that holds it; zero: none
};

// Joined within two weeks, and nobody answered, named or wrote to them.
std::vector<Finding> find_newcomers(store::Reader& reader, const Day& day);
// The first contribution of a member, a thread, without an answer or a comment after two hours.
std::vector<Finding> find_first_posts(store::Reader& reader, const Day& day);
// Questions that wait longer than three in four did, of the last half year (a day where fewer than ten tell).
std::vector<Finding> find_late_questions(store::Reader& reader, const Day& day);
// Who was active on eight days at least within half a year, and is silent for longer than a week and twice the pause
// that nine of ten of theirs did not exceed; but for whom somebody wrote to, or did a step of a plan for, within
// fourteen days.
std::vector<Finding> find_slipping(store::Reader& reader, const Day& day);
std::vector<Finding> find_first_answers(store::Reader& reader, const Day& day);
std::vector<Finding> find_hundredth_replies(store::Reader& reader, const Day& day);
std::vector<Finding> find_anniversaries(store::Reader& reader, const Day& day);
std::vector<Finding> find_birthdays(store::Reader& reader, const Day& day);
std::vector<Finding> find_waiting(store::Reader& reader, const Day& day);
// Eight answers within a day by three people at least, three times as many as it had a day before.
std::vector<Finding> find_heating(store::Reader& reader, const Day& day);
// Leaders whom nobody who manages the community answered, named, thanked or wrote to within thirty days.
std::vector<Finding> find_quiet_leaders(store::Reader& reader, const Day& day);

// All of them, the weightiest first. A thread is one task: a first post is not a late question too. So is a person: who
// waits for an answer is not welcomed beside it, and a regular who slips away is not wished well on the same day. Of
// who has a step of a plan before them, that is the card.
std::vector<Finding> find_all(store::Reader& reader, const Day& day);

// What makes a task about somebody or something that is there again and again: that of the last one made within so many
// days, else a new one.
std::string occasion_within(store::Reader& reader, TaskKind kind, const std::string& whom, Instant at,
                            std::int64_t days);

// The pause, in days, that nine of ten between these days (ascending) do not exceed; for tests too.
std::int64_t usual_pause(const std::vector<std::int64_t>& days);
// The value that `share` of ten values do not exceed; zero of none.
std::int64_t quantile(std::vector<std::int64_t> values, double share);

}  // namespace parvis::community
