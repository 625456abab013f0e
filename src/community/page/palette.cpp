#include "community/page/palette.h"

#include <algorithm>
#include <initializer_list>

namespace parvis::community {
namespace {

constexpr double kTextContrast = 4.5;   // WCAG 2.2, 1.4.3
constexpr double kMutedContrast = 5.0;  // small quiet text deserves a little more
constexpr double kMarkContrast = 3.0;   // WCAG 2.2, 1.4.11
constexpr double kStep = 0.005;

enum class Theme { light, dark };

bool holds(Rgb color, std::initializer_list<Rgb> grounds, double ratio) {
  return std::ranges::all_of(grounds, [&](Rgb ground) { return contrast(color, ground) >= ratio; });
}

// Darkens (on light grounds) or lightens (on dark ones) until the colour can be read on all grounds.
Rgb readable(Oklch color, std::initializer_list<Rgb> grounds, double ratio, Theme theme) {
  const double step = theme == Theme::light ? -kStep : kStep;
  Rgb shown = to_rgb(color);
  while (!holds(shown, grounds, ratio) && color.lightness > 0 && color.lightness < 1) {
    color.lightness += step;
    shown = to_rgb(color);
  }
  return shown;
}

// A colour of meaning (good, warn, bad) and its wash.
void add_tone(Rgb& tone, Rgb& wash, const Palette& palette, Oklch color, Oklch ground, Theme theme) {
  wash = to_rgb(ground);
  tone = readable(color, {palette.paper, palette.raised, palette.sunk, wash}, kTextContrast, theme);
}

Palette make_light(Oklch brand) {
  Palette palette;
  constexpr auto theme = Theme::light;
  palette.paper = to_rgb({.992, .004, 90});
  palette.raised = to_rgb({1, 0, 0});
  palette.sunk = to_rgb({.968, .006, 85});
  palette.line = to_rgb({.905, .008, 80});
  palette.brand_wash = to_rgb({.957, std::min(brand.chroma * .2, .026), brand.hue});
  palette.brand = readable({std::min(brand.lightness, .56), brand.chroma, brand.hue},
                           {palette.paper, palette.sunk, palette.brand_wash}, kTextContrast, theme);
  palette.brand_ink = to_rgb({.992, .004, brand.hue});
  add_tone(palette.good, palette.good_wash, palette, {.5, .11, 155}, {.957, .032, 155}, theme);
  add_tone(palette.warn, palette.warn_wash, palette, {.54, .12, 65}, {.962, .036, 80}, theme);
  add_tone(palette.bad, palette.bad_wash, palette, {.52, .17, 25}, {.96, .024, 25}, theme);
  palette.ink = to_rgb({.24, .012, 265});
  palette.muted = readable(
      {.5, .015, 265},
      {palette.paper, palette.sunk, palette.good_wash, palette.brand_wash, palette.warn_wash, palette.bad_wash},
      kMutedContrast, theme);
  palette.edge = readable({.66, .012, 80}, {palette.paper, palette.raised, palette.sunk}, kMarkContrast, theme);
  return palette;
}

Palette make_dark(Oklch brand) {
  Palette palette;
  constexpr auto theme = Theme::dark;
  palette.paper = to_rgb({.19, .008, 265});
  palette.raised = to_rgb({.228, .009, 265});
  palette.sunk = to_rgb({.16, .008, 265});
  palette.line = to_rgb({.315, .01, 265});
  palette.brand_wash = to_rgb({.275, std::min(brand.chroma * .35, .045), brand.hue});
  palette.brand = readable({std::max(brand.lightness, .77), brand.chroma * .85, brand.hue},
                           {palette.paper, palette.raised, palette.brand_wash}, kTextContrast, theme);
  palette.brand_ink = to_rgb({.18, .02, brand.hue});
  add_tone(palette.good, palette.good_wash, palette, {.78, .11, 155}, {.265, .035, 155}, theme);
  add_tone(palette.warn, palette.warn_wash, palette, {.8, .11, 75}, {.275, .038, 75}, theme);
  add_tone(palette.bad, palette.bad_wash, palette, {.75, .13, 25}, {.275, .045, 25}, theme);
  palette.ink = to_rgb({.93, .006, 85});
  palette.muted = readable(
      {.72, .012, 265},
      {palette.paper, palette.raised, palette.good_wash, palette.brand_wash, palette.warn_wash, palette.bad_wash},
      kMutedContrast, theme);
  palette.edge = readable({.5, .012, 265}, {palette.paper, palette.raised, palette.sunk}, kMarkContrast, theme);
  return palette;
}

}  // namespace

Palettes make_palettes(Rgb brand) {
  auto color = to_oklch(brand);
  color.chroma = std::min(color.chroma, .19);  // beyond, a link shouts and dark grounds shimmer
  Palettes palettes{make_light(color), make_dark(color)};
  palettes.brand_was_darkened = contrast(brand, palettes.light.paper) < kTextContrast;
  return palettes;
}

}  // namespace parvis::community
