// Letters without case and accents. The tables are made once from ICU's data. Usable from any thread.
#pragma once

#include <string_view>

namespace parvis::text {

// What a letter of a Latin alphabet (U+0080 to U+024F, U+1E00 to U+1EFF, full-width forms) becomes in a-z0-9: "é" →
// "e", "œ" → "oe". Empty for what is no letter there, or has no such form.
std::string_view folded_latin(char32_t code);

// Letters and digits of all other scripts, in small form; 0 for what is none. Marks that belong to a letter stay.
char32_t folded_other(char32_t code);
// Scripts written without blanks between words (Han, kana, Thai, Lao, Khmer, Burmese).
bool is_written_without_blanks(char32_t code);

}  // namespace parvis::text
