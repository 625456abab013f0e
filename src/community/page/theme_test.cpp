#include "community/page/theme.h"

#include <gtest/gtest.h>

#include "core/assets/assets.h"

namespace parvis::community {
namespace {

TEST(Theme, CarriesTheColoursTheFaceAndTheSheet) {
  const auto theme = make_theme("Mistral", "#1f5f99");
  EXPECT_NE(theme.style.find("--brand:#1f5f99"), std::string::npos);
  EXPECT_NE(theme.style.find(assets::address("display.woff2")), std::string::npos);
  EXPECT_NE(theme.style.find(assets::find("web/square.css")->content()), std::string::npos);
  EXPECT_NE(theme.style.find("prefers-color-scheme:dark"), std::string::npos);
  EXPECT_NE(theme.style.find("data-theme=dark"), std::string::npos);
}

TEST(Theme, HasAnotherAddressForAnotherColour) {
  const auto blue = make_theme("Mistral", "#1f5f99"), red = make_theme("Mistral", "#b3261e");
  EXPECT_NE(blue.style_path, red.style_path);
  EXPECT_NE(blue.icon_path, red.icon_path);
  EXPECT_TRUE(blue.style_path.starts_with("/theme/"));
}

TEST(Theme, TakesTheDefaultForAColourThatIsNone) {
  EXPECT_EQ(make_theme("Mistral", "red;}*{display:none").style, make_theme("Mistral", Identity{}.brand_color).style);
}

TEST(Theme, WritesTheInitialOfAnyName) {
  EXPECT_EQ(initial_of("mistral"), "M");
  EXPECT_EQ(initial_of("élodie"), "É");
  EXPECT_EQ(initial_of("  « Ilyès »"), "I");
  EXPECT_EQ(initial_of("日本"), "日");
  EXPECT_EQ(initial_of("🚲 Vélo"), "V");
  EXPECT_EQ(initial_of("<script>"), "S");
  EXPECT_EQ(initial_of(""), "·");
  EXPECT_EQ(initial_of("\xff\xfe"), "·");
}

}  // namespace
}  // namespace parvis::community
