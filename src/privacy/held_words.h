// How each thing that is held about a member is said on the page of their own data: by which name, and what its numbers
// mean. What only machines read (places in lists, sums, versions of the program's own) is left to the copy one takes
// away, and said so here; a test holds this list against the schema. Constant values; any thread.
#pragma once

#include <cstdint>
#include <string_view>

namespace parvis::privacy {

enum class How {
  unsaid,     // in the copy alone
  text,       // as people wrote it
  count,      // a number that counts
  instant,    // of the clock, or a day
  name,       // what it refers to has one (community/privacy/held_names.h)
  link,       // a thread or a post: leads there
  space,      // named to who may read it
  month,      // counted from the year 0
  hour,       // of the day
  kind,       // a number that stands for words
  language,   // "fr"
  reaction,   // "thanks", as the community calls it
  reactions,  // "thanks:2 useful:1"
  act,        // a verb of the timeline
  target,     // what is followed: a thread, a tag, a space or a member
  cents,      // of the community's money
  plain_day,  // in days since 1970
};

struct Saying {
  How how = How::unsaid;
  const char* name = "";  // msgid
};
// By its own line, or by the one of its column. Nothing: nobody has decided yet how to say it.
const Saying* saying_of(std::string_view table, std::string_view column);
// What a number of a `kind` means: msgid; null when it goes without saying.
const char* meaning_of(std::string_view table, std::string_view column, std::int64_t number);

}  // namespace parvis::privacy
