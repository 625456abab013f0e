// Reading one picture and making its copies, with libvips. Only in the media process; its one thread.
#pragma once

#include <string>
#include <string_view>

#include "core/media/answer.h"
#include "core/media/kinds.h"

namespace parvis::media {

// More is no photograph: the largest sensors of telephones and cameras give 48 to 61 million, a scanned page 35.
inline constexpr double kMostPixels = 64e6;
inline constexpr int kMostSide = 30'000;

// Loads the library, and lets it read this kind of picture and no other. False when it cannot.
bool begin_making(const char* program, PictureKind kind);
// What the library said last, for somebody who tries the program by hand.
std::string why_not();
Outcome make_picture(std::string_view bytes, Shape shape);

}  // namespace parvis::media
