// Colours, as much as a theme needs: sRGB with 8 bits a channel, OKLCH (lightness 0 to 1, chroma, hue in degrees;
// Björn Ottosson, https://bottosson.github.io/posts/oklab/) and the contrast of WCAG 2.2
// (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio). Pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace parvis::community {

struct Rgb {
  std::uint8_t red = 0, green = 0, blue = 0;
  bool operator==(const Rgb&) const = default;
};

struct Oklch {
  double lightness = 0;
  double chroma = 0;
  double hue = 0;
};

// "#1f5f99" or "#15f", with or without the sign, in any case; nothing when it is no such colour.
std::optional<Rgb> parse_color(std::string_view text);
std::string color_text(Rgb color);  // "#1f5f99"

Oklch to_oklch(Rgb color);
// The nearest colour of this lightness and hue that a screen can show: chroma gives way.
Rgb to_rgb(Oklch color);

// From 1 (the same) to 21 (black on white).
double contrast(Rgb a, Rgb b);

}  // namespace parvis::community
