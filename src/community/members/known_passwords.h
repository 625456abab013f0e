// Passwords that are known from thefts elsewhere, carried inside the program as a sorted table of shortened hashes
// (passwords/known.bin, made by tools/known_passwords.mjs): nothing is asked of another server. Constant data; any
// thread.
#pragma once

#include <cstddef>
#include <string_view>

namespace parvis::community {

// In small letters: a whole password, or a stem to which people add figures and signs.
bool is_known_password(std::string_view word);
std::size_t known_passwords();

}  // namespace parvis::community
