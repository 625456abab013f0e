// The words that the browser's scripts say (web/src/words.ts), so that they stand in the catalogues with all the
// others. One element at the end of each page; made once for each language and kept.
#pragma once

#include "community/visit.h"
#include "core/html/html.h"

namespace parvis::community {

void write_script_words(html::Writer& out, const Visit& visit);

}  // namespace parvis::community
