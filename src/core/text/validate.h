// Rules for what people type. A rule answers with the text to store or with the sentence to show beside the field:
// bad input is a value. What is accepted is stored byte for byte but for two things: line ends become "\n", and a
// single line loses its outer white space. Lengths count code points. Pure; usable from any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "core/errors.h"

namespace parvis::text {

enum class Lines { single, many };

struct TextRule {
  std::size_t min = 0;  // in characters; from 1 on, something must be visible
  std::size_t max = 0;
  Lines lines = Lines::single;
};

// The text as it is to be stored, or the sentence that says what is wrong with it.
struct Checked {
  std::string value;
  std::optional<Sentence> problem;
  bool ok() const { return !problem; }
};

// Refuses invalid UTF-8, NUL and the other control characters (C0 and C1) but tab and line end; in a single line also
// line ends and the bidirectional embeddings, overrides and isolates, which would reorder the text around a name. In
// many lines those are accepted: a block of the page is a bidirectional paragraph, so they end with it.
Checked check_text(std::string_view text, const TextRule& rule);

// Somebody's address, as far as a form can tell: one @, a local part of 1 to 64 printable ASCII characters without
// blanks and quotes, a domain of letters, digits, hyphens and at least one dot, 254 bytes at most (RFC 5321). The
// letter of confirmation is the real proof.
Checked check_email(std::string_view text);
bool looks_like_email(std::string_view text);

inline constexpr std::size_t kMinHandle = 2;
inline constexpr std::size_t kMaxHandle = 30;  // fits beside an avatar at 390 px
// The short name of a member in addresses and mentions: 2 to 30 of a-z, 0-9, "-" and "_", beginning and ending with a
// letter or a digit. Capitals become small.
Checked check_handle(std::string_view text);
bool is_handle(std::string_view text);
// A handle made from a name ("Zoé Lemaître" → "zoe-lemaitre"), or empty when nothing of the name can stand in one.
std::string handle_from(std::string_view name);

// What the eye takes `text` for: texts with equal skeletons look alike (UTS 39, ICU's spoof checker), whatever their
// case, "rn" and "m", "0" and "o" and Cyrillic "а" included. For uniqueness of handles and names; never shown.
std::string skeleton(std::string_view text);

// For addresses: ASCII letters, digits and hyphens, accents folded and other scripts romanised, at most 80 characters
// cut at a word. Never empty: "thread" when nothing is left.
std::string slug(std::string_view text);

}  // namespace parvis::text
