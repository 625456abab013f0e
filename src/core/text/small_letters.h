// ASCII capitals as small letters, everything else as it is: for addresses, handles, schemes and what else machines
// compare. Words that people read are folded (folding.h). Pure functions.
#pragma once

#include <string>
#include <string_view>

namespace parvis::text {

constexpr char small_letter(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

inline std::string small_letters(std::string_view text) {
  std::string small(text);
  for (char& c : small) c = small_letter(c);
  return small;
}

}  // namespace parvis::text
