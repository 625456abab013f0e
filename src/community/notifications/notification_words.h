// A notification as one sentence, for pages (with links in its places) and for letters (plain). Pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "community/identity.h"
#include "community/notifications/notification.h"
#include "core/text/catalogue.h"

namespace parvis::community {

// Whom it is said to, and what the community calls things.
struct SentenceOf {
  MemberId member;
  const std::vector<ReactionKind>& reactions;
  const SpaceList& spaces;
};
// Places: member, thread, space, group, n, and those of own_words.
std::vector<text::Part> sentence_of(text::Language language, const Notification& row, const SentenceOf& words);
// What is the member's own, and stands on a page of theirs; null for another place of a sentence.
const char* own_words(std::string_view place);
std::string group_words(text::Language language, const Notification& row);
// The name of who did it, as people read it.
std::string actor_words(text::Language language, const Notification& row);

// The whole sentence without markup; titles between quotation marks, as the language has them.
std::string plain_sentence(text::Language language, const Notification& row, const SentenceOf& words);

}  // namespace parvis::community
