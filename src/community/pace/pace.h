// How often one may do what costs others something: one table for the pages and the API, so that both take from the
// same buckets. The rates are the configuration's where it has them; a service token keeps no pace (docs/api.md).
// Counted in memory, in the community's limiter; any thread.
#pragma once

#include <optional>

#include "community/visit.h"

namespace parvis::community {

enum class Pace {
  posts,     // replies, edits, comments; of a member
  threads,   // opened; of a member
  gestures,  // reactions, votes, follows, deletions, tokens ended; of a member
  typing,    // drafts kept and texts previewed, which a script does on its own while one types; of a member
  searches,  // of an address
  hints,     // completions and suggestions while one types; of an address
  settings,  // profiles and preferences saved, tokens made; of a member
  files,     // brought; of a member
  marks,     // what was read, which a script says on its own while one reads; of a member
  calls,     // of the API; of a member, or of a visitor's address
};

// Takes one: the seconds to wait, zero when it may go on. For forms, which then come back with what was typed.
int take(const Visit& visit, Pace pace);
// What a form says then.
Sentence too_fast(Pace pace);
http::Response with_retry_after(http::Response response, int seconds);
// Takes one where nothing typed could be lost: TooMany when it is too many.
void keep(const Visit& visit, Pace pace);

}  // namespace parvis::community
