// The acts that conditions speak of: words for one verb of the timeline or for several that people count as one. Only
// these verbs are folded by day (acts_by_day.h). Constant values; any thread.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "community/activity/activity.h"

namespace parvis::community {

enum class ActPart { done = 1, received = 2 };  // by who acts; by who is acted upon

struct ActWord {
  std::string_view word;  // in conditions: "replied"
  const char* done;       // msgid: "replied"; null where nobody does it
  const char* received;   // msgid: "was replied to"; null where it happens to nobody
  std::vector<Verb> verbs;
  bool is_written = false;  // in threads, which have tags
};
const std::vector<ActWord>& act_words();
const ActWord* find_act_word(std::string_view word, ActPart part);

// All verbs that some word means, without repetition.
const std::vector<Verb>& counted_verbs();
// Verbs that take one of these back, or put it there again: after them the counts of others may have changed.
bool takes_back(Verb verb);

// For `verb in (…)`.
std::vector<std::int64_t> numbers_of(std::span<const Verb> verbs);

}  // namespace parvis::community
