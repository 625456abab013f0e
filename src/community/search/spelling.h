// One slip of the finger forgiven: when nobody wrote a word, the word one character away that most of the latest posts
// hold is looked for instead. Only words that this viewer may read are taken, as somebody wrote them. Reading only; any
// thread.
#pragma once

#include <string>
#include <vector>

#include "community/search/search_query.h"
#include "community/visibility/viewer.h"
#include "core/store/store.h"

namespace parvis::community {

struct Correction {
  std::string typed;    // folded
  std::string written;  // in small letters, with its accents
};

// Puts the likeliest neighbour in the place of words that stand in no readable post. Bounded: two words of a question,
// each by one question to the index and the texts of a few posts.
std::vector<Correction> correct_spelling(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                                         SearchQuery& query);

}  // namespace parvis::community
