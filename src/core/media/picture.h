// What is made of a picture: copies of fitting sizes, upright, in sRGB, without anything their camera wrote into them.
// Plain values; the functions are pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace parvis::media {

// What it is for. `words`: to stand in a text, in its own proportions. `face`: a square about its middle.
// `cover`: a broad strip, likewise.
enum class Shape { words, face, cover };
std::string_view shape_name(Shape shape);

// Widths that fit a telephone, a column and a column on a dense screen. Each exists when the picture is wider; the
// greatest copy has the picture's own width, at most the last of these.
inline constexpr int kWidths[] = {480, 960, 1920};
inline constexpr int kMostWidth = 1920;
inline constexpr int kMostHeight = 8192;  // WebP knows 16,383; nobody scrolls through more
// The JPEG, for what reads no WebP: old browsers, letters, readers of feeds.
inline constexpr int kPlainWidth = 960;
inline constexpr int kFaceSides[] = {96, 256};  // in a list; on a page of one's own
inline constexpr int kCoverWidths[] = {720, 1440};
inline constexpr int kCoverProportion = 3;  // so many times as wide as high

// The widths of the WebP copies of a picture whose greatest copy has this width, ascending.
std::vector<int> copy_widths(int greatest);
// "960.webp", "480.jpg": the last part of a copy's address.
std::string copy_label(int width, std::string_view extension);

struct Copy {
  std::string label;
  std::string type;  // image/webp or image/jpeg
  int width = 0, height = 0;
  std::string bytes;
};
struct Picture {
  int width = 0, height = 0;  // of the greatest copy
  std::vector<Copy> copies;
};

// Why there is none.
enum class Trouble {
  unknown,    // no picture that is taken
  damaged,    // begins like one, and cannot be read to its end
  too_large,  // more pixels than are read, or more memory than may be taken
  too_slow,   // did not become ready in time
  busy,       // others were before it; worth another attempt
  absent,     // there is no media process on this machine
};

}  // namespace parvis::media
