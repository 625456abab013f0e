// The pieces of a WebP file (RIFF chunks, https://developers.google.com/speed/webp/docs/riff_container). Pure.
#pragma once

#include <string>
#include <string_view>

namespace parvis::media {

// The picture without what it says of itself: EXIF, XMP and colour profile. libvips 8.14 writes an EXIF chunk of its
// own even where it is told to strip. As it came when it is no WebP.
std::string without_words(std::string webp);

}  // namespace parvis::media
