// One slip of the finger forgiven: when nobody ever wrote a word, the word one character away that most people wrote is
// looked for instead. Reading only; any thread.
#pragma once

#include <string>

#include "community/search/search_query.h"
#include "core/store/store.h"

namespace parvis::community {

// Puts the likeliest neighbour in the place of each word that stands in no post; false when there was nothing to do.
// `corrected` becomes the words as they are looked for now.
bool correct_spelling(store::Reader& reader, SearchQuery& query, std::string& corrected);

}  // namespace parvis::community
