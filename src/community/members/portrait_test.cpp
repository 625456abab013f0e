#include "community/members/portrait.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace parvis::community {
namespace {

TEST(Portrait, IsReadFromFiveFigures) {
  EXPECT_EQ(parse_portrait("49567"), (Portrait{4, 9, 5, 6, 7}));
  for (const char* wrong : {"", "1234", "123456", "5a000", "50000", "00070", "00008"}) {
    EXPECT_FALSE(parse_portrait(wrong)) << wrong;
  }
}

TEST(Portrait, TravelsWithItsHueInOneNumber) {
  rc::check("what was packed comes out", [] {
    const Face face{.hue = *rc::gen::inRange(0, 360),
                    .portrait = Portrait{*rc::gen::inRange(0, 5), *rc::gen::inRange(0, 10), *rc::gen::inRange(0, 6),
                                         *rc::gen::inRange(0, 7), *rc::gen::inRange(0, 8)}};
    const auto again = unpack_face(pack_face(face));
    RC_ASSERT(again.hue == face.hue);
    RC_ASSERT(again.portrait == face.portrait);
  });
}

TEST(Portrait, AHueAloneIsAFaceWithoutOne) {
  EXPECT_EQ(pack_face({.hue = 200}), 200);
  EXPECT_FALSE(unpack_face(200).portrait);
}

TEST(Portrait, AnyNumberGivesAFace) {
  for (const int kept : {-1, -7'000, 2'000'000'000}) {
    const auto face = unpack_face(kept);
    EXPECT_GE(face.hue, 0);
    EXPECT_LT(face.hue, 360);
    EXPECT_FALSE(face.portrait);
  }
}

}  // namespace
}  // namespace parvis::community
