// What forms say everywhere alike.
#pragma once

#include "community/visit.h"
#include "core/html/form.h"

namespace parvis::community {

// Says a sentence in the visit's language, for forms. The visit outlives it.
inline html::Say say_in(const Visit& visit) {
  return [language = visit.language](const Sentence& sentence) { return text::tr(language, sentence); };
}

// Stands above what is wrong in a form.
inline constexpr const char* kCheckThis = text::msgid("Please check this");

}  // namespace parvis::community
