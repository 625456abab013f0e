// French drops the e of "de" and "que" before a vowel: "la réponse de Rozenn", "la réponse d’Anselme". Sentences are
// written with the full word before a place; these put the right one where the place's words are known. Pure.
#pragma once

#include <string>
#include <string_view>

#include "core/text/language.h"

namespace parvis::text {

// `text` as it stands before `next`. An h is left alone: whether it is mute is not written.
std::string elided(Language language, std::string_view text, std::string_view next);

// The same within one text, at the byte where the words of a place begin.
void elide_at(Language language, std::string& text, std::size_t at);

}  // namespace parvis::text
