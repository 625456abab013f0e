// What the media process says, read without trust: it may have been taken over by the picture it read. Pure.
//
//   made WIDTH HEIGHT COPIES
//   LABEL TYPE WIDTH HEIGHT BYTES      then as many bytes, for each copy
//   end
//
// or `refused damaged`, `refused too_large`, `refused unknown`.
#pragma once

#include <string_view>
#include <variant>

#include "core/media/picture.h"

namespace parvis::media {

using Outcome = std::variant<Picture, Trouble>;

inline constexpr std::size_t kMostCopies = 8;
inline constexpr std::size_t kMostAnswerBytes = 24 * 1024 * 1024;  // 1920 pixels of the worst noise are some 6 MB

// Trouble::damaged for an answer that is none: the process died over the picture.
Outcome read_answer(std::string_view answer);

}  // namespace parvis::media
