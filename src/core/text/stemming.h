// The stem of one folded word. Each thread has its own stemmers and its own cache, since Snowball's hold state.
#pragma once

#include <string_view>

#include "core/text/language.h"

namespace parvis::text {

// The view is valid until the thread's next call. Words with digits, of other scripts, or of less than three letters
// are their own stem.
std::string_view stem_of(std::string_view folded_word, Language language);

}  // namespace parvis::text
