// What a password must be: long rather than complicated (NIST SP 800-63B section 5.1.1.2), not one of those tried
// first, not the member's own name. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/errors.h"

namespace parvis::community {

inline constexpr std::size_t kMinPassword = 10;   // characters
inline constexpr std::size_t kMaxPassword = 200;  // no work wasted on hashing a book

// What the password must not contain.
struct PasswordContext {
  std::string_view handle;
  std::string_view email;
  std::string_view community;  // its name
};

// The sentence that says what is wrong with it, or nothing.
std::optional<Sentence> password_problem(std::string_view password, const PasswordContext& context);
// One that nobody guesses and everybody can read aloud: for commands that make accounts.
std::string generate_password();

}  // namespace parvis::community
