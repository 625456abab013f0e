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

}  // namespace
}  // namespace parvis::text
