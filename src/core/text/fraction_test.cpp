#include "core/text/fraction.h"

#include <gtest/gtest.h>

namespace parvis::text {
namespace {

TEST(Fractions, AreWrittenAsPeopleWriteThem) {
  const auto en = Language::en, fr = Language::fr;
  EXPECT_EQ(format_fraction(fr, 2), "2");
  EXPECT_EQ(format_fraction(en, 1.944), "1.94");
  EXPECT_EQ(format_fraction(fr, 1.944), "1,94");
  EXPECT_EQ(format_fraction(en, 0.5), "0.5");
  EXPECT_EQ(format_fraction(en, 1.996), "2") << "the whole part takes what rounding carries";
  EXPECT_EQ(format_fraction(en, 12.04, 1), "12");
  EXPECT_EQ(format_fraction(fr, 1234.56, 1), "1\u202f234,6");
  EXPECT_EQ(format_fraction(en, 0.0034), "0.003") << "something is not nothing";
  EXPECT_EQ(format_fraction(en, 0.0001), "0");
  EXPECT_EQ(format_fraction(en, 0), "0");
  EXPECT_EQ(format_fraction(en, -0.25), "\u22120.25");
  EXPECT_EQ(format_fraction(en, -0.0001), "0");
}

TEST(Fractions, AreSingularBelowTwoInFrenchAndAtOneInEnglish) {
  const auto en = Language::en, fr = Language::fr;
  for (const auto number : {0.0, 0.04, 0.4, 1.0, 1.1, 1.94, -1.5}) EXPECT_EQ(counted_like(fr, number, 1), 1) << number;
  for (const auto number : {1.96, 2.0, 2.1, 10.0, 12.5, 1234.5}) EXPECT_EQ(counted_like(fr, number, 1), 2) << number;
  for (const auto number : {1.0, 0.98, 1.02}) EXPECT_EQ(counted_like(en, number, 1), 1) << number;
  for (const auto number : {0.0, 0.4, 1.1, 2.0, 11.0}) EXPECT_EQ(counted_like(en, number, 1), 2) << number;
}

}  // namespace
}  // namespace parvis::text
