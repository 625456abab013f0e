// Pictures made for tests, good and hostile, byte by byte. Pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace parvis::media::testing {

// A whole PNG: red above, blue below, with a smooth change between, so that up and down can be told apart.
std::string png(int width, int height);
// A PNG that says to be so large, and holds next to nothing.
std::string png_of_claims(std::uint32_t width, std::uint32_t height);
// One that really is so large, and compresses to next to nothing: grey.
std::string png_of_nothing(int width, int height);
// A GIF of one picture, then as many more of a pixel each as fit into so many bytes, and no end.
std::string endless_gif(std::size_t bytes);
// A GIF of one picture, whole.
std::string gif();

// A JPEG with something put in right behind its beginning: a comment; an EXIF block that says how it is turned (1 to 8)
// and that it was taken at 48° 51' north.
std::string with_comment(std::string_view jpeg, std::string_view comment);
std::string with_exif(std::string_view jpeg, int orientation);
// Whether it holds an EXIF, XMP, ICC or text block in any of the ways of JPEG, WebP and PNG.
bool tells_of_itself(std::string_view picture);

}  // namespace parvis::media::testing
