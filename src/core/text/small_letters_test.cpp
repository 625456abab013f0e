#include "core/text/small_letters.h"

#include <gtest/gtest.h>

namespace parvis::text {
namespace {

TEST(SmallLetters, AreMadeOfAsciiCapitalsAlone) {
  EXPECT_EQ(small_letters("Ana@Square.EXAMPLE"), "ana@square.example");
  EXPECT_EQ(small_letters("ÉTÉ [Z] 0"), "ÉtÉ [z] 0");
  EXPECT_EQ(small_letters(""), "");
}

}  // namespace
}  // namespace parvis::text
