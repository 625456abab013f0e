#include "community/page/palette.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <vector>

namespace parvis::community {
namespace {

std::vector<Rgb> many_brands() {
  std::vector<Rgb> brands;
  for (int red = 0; red <= 255; red += 51) {
    for (int green = 0; green <= 255; green += 51) {
      for (int blue = 0; blue <= 255; blue += 51) {
        brands.push_back(
            {static_cast<std::uint8_t>(red), static_cast<std::uint8_t>(green), static_cast<std::uint8_t>(blue)});
      }
    }
  }
  return brands;
}

void expect_legible(const Palette& palette, Rgb brand) {
  const auto expect = [&](Rgb text, Rgb ground, double ratio, const char* what) {
    EXPECT_GE(contrast(text, ground), ratio) << what << " for the brand " << color_text(brand);
  };
  for (const auto ground : {palette.paper, palette.raised, palette.sunk}) {
    expect(palette.ink, ground, 12, "ink");
    expect(palette.muted, ground, 4.5, "muted");
    expect(palette.brand, ground, 4.5, "brand");
    expect(palette.good, ground, 4.5, "good");
    expect(palette.warn, ground, 4.5, "warn");
    expect(palette.bad, ground, 4.5, "bad");
    expect(palette.edge, ground, 3, "edge");
  }
  for (const auto wash : {palette.brand_wash, palette.good_wash, palette.warn_wash, palette.bad_wash}) {
    expect(palette.ink, wash, 10, "ink on a wash");
    expect(palette.muted, wash, 4.5, "muted on a wash");
  }
  expect(palette.brand_ink, palette.brand, 4.5, "text on the brand");
  expect(palette.brand, palette.brand_wash, 4.5, "brand on its wash");
  expect(palette.good, palette.good_wash, 4.5, "good on its wash");
  expect(palette.warn, palette.warn_wash, 4.5, "warn on its wash");
  expect(palette.bad, palette.bad_wash, 4.5, "bad on its wash");
}

TEST(Palette, IsLegibleWhateverTheBrandChooses) {
  for (const auto brand : many_brands()) {
    const auto palettes = make_palettes(brand);
    expect_legible(palettes.light, brand);
    expect_legible(palettes.dark, brand);
  }
}

TEST(Palette, KeepsABrandThatHolds) {
  const Rgb brand{0x1f, 0x5f, 0x99};
  const auto palettes = make_palettes(brand);
  EXPECT_EQ(color_text(palettes.light.brand), "#1f5f99");
  EXPECT_FALSE(palettes.brand_was_darkened);
}

TEST(Palette, DarkensAPaleBrandAndTells) {
  const Rgb yellow{0xff, 0xd5, 0x00};
  const auto palettes = make_palettes(yellow);
  EXPECT_TRUE(palettes.brand_was_darkened);
  EXPECT_NEAR(to_oklch(palettes.light.brand).hue, to_oklch(yellow).hue, 6);
}

TEST(Color, ReadsWhatPeopleWrite) {
  EXPECT_EQ(parse_color("#1f5f99"), (Rgb{0x1f, 0x5f, 0x99}));
  EXPECT_EQ(parse_color("1F5F99"), (Rgb{0x1f, 0x5f, 0x99}));
  EXPECT_EQ(parse_color("#15f"), (Rgb{0x11, 0x55, 0xff}));
  for (const auto* wrong : {"", "#", "#12", "#12345", "#12345g", "blue", "#1f5f99;}body{", "#1f5f9 "}) {
    EXPECT_EQ(parse_color(wrong), std::nullopt) << wrong;
  }
}

TEST(Color, ComesBackFromOklch) {
  rc::check([] {
    const Rgb color{*rc::gen::arbitrary<std::uint8_t>(), *rc::gen::arbitrary<std::uint8_t>(),
                    *rc::gen::arbitrary<std::uint8_t>()};
    const auto back = to_rgb(to_oklch(color));
    RC_ASSERT(std::abs(back.red - color.red) <= 1);
    RC_ASSERT(std::abs(back.green - color.green) <= 1);
    RC_ASSERT(std::abs(back.blue - color.blue) <= 1);
  });
}

TEST(Color, MeasuresContrastAsWcagDoes) {
  EXPECT_NEAR(contrast({0, 0, 0}, {255, 255, 255}), 21, 1e-9);
  EXPECT_NEAR(contrast({0x76, 0x76, 0x76}, {255, 255, 255}), 4.54, .01);
}

}  // namespace
}  // namespace parvis::community
