#include "core/http/encoding.h"

#include <gtest/gtest.h>

#include <set>

#include "core/http/testing/gunzip.h"

namespace parvis::http {
namespace {

TEST(Encoding, GzipIsUsedOnlyWhenAccepted) {
  for (const char* yes :
       {"gzip", "deflate, gzip;q=1.0, *;q=0.5", "br, gzip", "*", "gzip;q=0.001", "x-gzip", "identity;q=0, *"}) {
    EXPECT_TRUE(accepts_gzip(yes)) << yes;
  }
  for (const char* no : {"", "identity", "br", "gzip;q=0", "gzip; q=0.000", "*;q=0", "gzipped", "gzip;q=0, *"}) {
    EXPECT_FALSE(accepts_gzip(no)) << no;
  }
}

TEST(Encoding, GzipComesBackWhole) {
  const std::string text(100'000, 'x');
  for (const int level : {1, 6, 9}) EXPECT_EQ(testing::gunzip(gzip(text, level)), text);
  EXPECT_EQ(testing::gunzip(gzip("", 1)), "");
}

TEST(Encoding, PaddingHidesTheLengthAndNothingElse) {
  const std::string text(5'000, 'x');
  std::set<std::size_t> sizes;
  for (int i = 0; i < 50; ++i) {
    const auto packed = gzip(text, 1, Padding::random);
    EXPECT_EQ(testing::gunzip(packed), text);
    sizes.insert(packed.size());
  }
  EXPECT_GT(sizes.size(), 5u);
}

TEST(Encoding, OnlyTextsAreWorthCompressing) {
  EXPECT_TRUE(is_compressible("text/html; charset=utf-8"));
  EXPECT_TRUE(is_compressible("image/svg+xml"));
  EXPECT_TRUE(is_compressible("application/problem+json"));
  EXPECT_FALSE(is_compressible("image/png"));
  EXPECT_FALSE(is_compressible("font/woff2"));
}

TEST(Validators, AreComparedWeakly) {
  EXPECT_TRUE(matches("\"a\"", "W/\"a\""));
  EXPECT_TRUE(matches("\"x\", W/\"a\"", "\"a\""));
  EXPECT_TRUE(matches("*", "\"a\""));
  EXPECT_FALSE(matches("\"b\"", "\"a\""));
  EXPECT_FALSE(matches("", "\"a\""));
  EXPECT_FALSE(matches("*", ""));
  EXPECT_NE(entity_tag("a"), entity_tag("b"));
  EXPECT_EQ(entity_tag("a"), entity_tag("a"));
}

}  // namespace
}  // namespace parvis::http
