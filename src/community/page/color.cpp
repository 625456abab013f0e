#include "community/page/color.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace parvis::community {
namespace {

constexpr double kDegrees = 180.0 / std::numbers::pi;

std::optional<int> hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return std::nullopt;
}

double to_linear(std::uint8_t channel) {
  const double value = channel / 255.0;
  return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double to_gamma(double value) { return value <= 0.0031308 ? value * 12.92 : 1.055 * std::pow(value, 1 / 2.4) - 0.055; }

double luminance(Rgb color) {
  return 0.2126 * to_linear(color.red) + 0.7152 * to_linear(color.green) + 0.0722 * to_linear(color.blue);
}

// Linear light of red, green and blue; outside 0 to 1 when no screen shows it.
std::array<double, 3> to_linear_rgb(Oklch color) {
  const double a = color.chroma * std::cos(color.hue / kDegrees);
  const double b = color.chroma * std::sin(color.hue / kDegrees);
  const double l = std::pow(color.lightness + 0.3963377774 * a + 0.2158037573 * b, 3);
  const double m = std::pow(color.lightness - 0.1055613458 * a - 0.0638541728 * b, 3);
  const double s = std::pow(color.lightness - 0.0894841775 * a - 1.2914855480 * b, 3);
  return {4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
          -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
          -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s};
}

bool is_shown(const std::array<double, 3>& linear) {
  constexpr double kTolerance = 0.0005;  // less than half a step of 8 bits
  return std::ranges::all_of(linear, [](double value) { return value >= -kTolerance && value <= 1 + kTolerance; });
}

std::uint8_t to_channel(double linear) {
  return static_cast<std::uint8_t>(std::lround(to_gamma(std::clamp(linear, 0.0, 1.0)) * 255));
}

}  // namespace

std::optional<Rgb> parse_color(std::string_view text) {
  if (text.starts_with('#')) text.remove_prefix(1);
  if (text.size() != 3 && text.size() != 6) return std::nullopt;
  std::array<int, 6> digits{};
  for (std::size_t i = 0; i < 6; ++i) {
    const auto digit = hex_digit(text[text.size() == 3 ? i / 2 : i]);
    if (!digit) return std::nullopt;
    digits[i] = *digit;
  }
  const auto channel = [&](std::size_t at) { return static_cast<std::uint8_t>(digits[at] * 16 + digits[at + 1]); };
  return Rgb{channel(0), channel(2), channel(4)};
}

std::string color_text(Rgb color) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text = "#";
  for (const auto channel : {color.red, color.green, color.blue}) {
    text.append(1, kDigits[channel / 16]).append(1, kDigits[channel % 16]);
  }
  return text;
}

Oklch to_oklch(Rgb color) {
  const double red = to_linear(color.red), green = to_linear(color.green), blue = to_linear(color.blue);
  const double l = std::cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const double m = std::cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const double s = std::cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  const double a = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s;
  const double b = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s;
  const double hue = std::atan2(b, a) * kDegrees;
  return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s, std::hypot(a, b), hue < 0 ? hue + 360 : hue};
}

Rgb to_rgb(Oklch color) {
  color.lightness = std::clamp(color.lightness, 0.0, 1.0);
  double shown = 0, beyond = color.chroma;
  if (!is_shown(to_linear_rgb(color))) {
    for (int step = 0; step < 20; ++step) {
      color.chroma = (shown + beyond) / 2;
      (is_shown(to_linear_rgb(color)) ? shown : beyond) = color.chroma;
    }
    color.chroma = shown;
  }
  const auto linear = to_linear_rgb(color);
  return {to_channel(linear[0]), to_channel(linear[1]), to_channel(linear[2])};
}

double contrast(Rgb a, Rgb b) {
  const double lighter = std::max(luminance(a), luminance(b)), darker = std::min(luminance(a), luminance(b));
  return (lighter + 0.05) / (darker + 0.05);
}

}  // namespace parvis::community
