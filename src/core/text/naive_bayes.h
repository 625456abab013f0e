// A naive Bayes judgement between two classes by signs that a thing has or has not, kept as counts alone (Graham, "A
// Plan for Spam", 2002; Robinson's correction for rare signs): each sign speaks with the logarithm of how much oftener
// it was seen in the one class than in the other, and only the strongest are heard, so that a long text does not
// outvote what it says. Knows nothing of what the signs are. Pure functions.
#pragma once

#include <cstdint>
#include <vector>

namespace parvis::text {

// In how many things of each class something was seen.
struct Seen {
  std::int64_t good = 0, bad = 0;
};

inline constexpr std::int64_t kLeastSeen = 3;       // a sign seen less often says nothing
inline constexpr std::size_t kStrongestHeard = 15;  // signs

struct SignWeight {
  std::size_t sign = 0;  // its place among those asked about
  double weight = 0;     // above zero: speaks for bad
};
struct Judged {
  double probability = 0;             // that it is bad, 0 to 1
  std::vector<SignWeight> strongest;  // those heard, the strongest first
};
// `signs` holds how often each sign of the thing was seen before, `all` how many things there were.
Judged judge(const std::vector<Seen>& signs, const Seen& all);

// How good judgements were, at a threshold.
struct Guess {
  double probability = 0;
  bool was_bad = false;
};
struct Confusion {
  std::int64_t caught = 0, missed = 0, wrongly = 0, rightly_left = 0;
  // Of what would have been stopped, the share that was bad; of what was bad, the share stopped. One when there is
  // none.
  double precision() const;
  double recall() const;
};
Confusion confusion(const std::vector<Guess>& guesses, double threshold);
// The least threshold, in steps of a hundredth, whose precision is at least that, with something caught; one above all
// when there is none.
double threshold_for(const std::vector<Guess>& guesses, double precision);

}  // namespace parvis::text
