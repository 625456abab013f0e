// UTF-8, code point by code point, for the rules and scanners of this folder. Pure; usable from any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace parvis::text {

inline constexpr char32_t kReplacement = 0xFFFD;

// The code point that begins at `at` (which is less than the size) and its length in bytes. What is no UTF-8
// (RFC 3629: overlong, surrogate, too high, cut) gives U+FFFD and the length 1.
struct Decoded {
  char32_t code = kReplacement;
  std::size_t size = 1;
  bool valid = false;
};
Decoded decode(std::string_view text, std::size_t at);
void append_utf8(std::string& out, char32_t code);

bool is_utf8(std::string_view text);
// Code points, not bytes and not what the eye sees as one: the same count in every database and language.
std::size_t count_characters(std::string_view text);
// The longest beginning of at most `bytes` bytes that does not cut a character.
std::string_view cut_at_character(std::string_view text, std::size_t bytes);

// ASCII and Unicode white space, the no-break ones too.
bool is_space(char32_t code);
std::string_view trim(std::string_view text);
// Marks that reorder what stands around them (UAX 9): embeddings, overrides, isolates. The plain direction marks that
// Arabic and Hebrew typing needs (U+200E, U+200F, U+061C) are not among them.
bool is_bidirectional_control(char32_t code);

}  // namespace parvis::text
