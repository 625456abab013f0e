#include "core/text/language.h"

#include <gtest/gtest.h>

namespace parvis::text {

TEST(Language, IsReadFromATagWhateverItsRegion) {
  EXPECT_EQ(parse_language("fr"), Language::fr);
  EXPECT_EQ(parse_language("FR-ca"), Language::fr);
  EXPECT_EQ(parse_language("en_GB"), Language::en);
  EXPECT_EQ(parse_language("frr"), std::nullopt);
  EXPECT_EQ(parse_language("e"), std::nullopt);
  EXPECT_EQ(parse_language(""), std::nullopt);
}

TEST(Language, IsChosenByTheReadersWeights) {
  EXPECT_EQ(negotiate("fr-FR,fr;q=0.9,en;q=0.8"), Language::fr);
  EXPECT_EQ(negotiate("de, en;q=0.5, fr;q=0.7"), Language::fr);
  EXPECT_EQ(negotiate("fr;q=0, en;q=0.1"), Language::en);
  EXPECT_EQ(negotiate("EN-us ; q=1.0 , fr"), Language::en);
}

TEST(Language, FallsBackToTheCommunitysFirst) {
  constexpr std::array french_first = {Language::fr, Language::en};
  constexpr std::array english_only = {Language::en};
  EXPECT_EQ(negotiate("", french_first), Language::fr);
  EXPECT_EQ(negotiate("de,it;q=0.3", french_first), Language::fr);
  EXPECT_EQ(negotiate("fr", english_only), Language::en);
}

TEST(Language, SurvivesBrokenHeaders) {
  EXPECT_EQ(negotiate(",,;;q=,fr;q=x"), Language::fr);
  EXPECT_EQ(negotiate(std::string(100000, ',')), Language::en);
}

TEST(Language, SaysItsNameInItself) {
  EXPECT_EQ(name_in_itself(Language::fr), "Français");
  EXPECT_EQ(tag(Language::en), "en");
}

}  // namespace parvis::text
