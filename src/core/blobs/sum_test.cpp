#include "core/blobs/sum.h"

#include <gtest/gtest.h>

#include "core/crypto/crypto.h"
#include "core/crypto/sha256.h"

namespace parvis::blobs {
namespace {

TEST(Sum, IsTheSha256OfTheBytes) {
  EXPECT_EQ(Sum::of("abc").hex(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");  // FIPS 180-4
  EXPECT_EQ(Sum::of("abc").place(), "ba/ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Sum, ReadsNothingButItsOwnForm) {
  const std::string good(Sum::of("abc").hex());
  ASSERT_TRUE(Sum::parse(good));
  EXPECT_EQ(Sum::parse(good)->hex(), good);
  auto with_nul = good;
  with_nul[10] = '\0';
  auto with_dots = good;
  with_dots.replace(0, 3, "../");
  auto upper = good;
  upper[0] = 'B';
  for (const std::string& wrong :
       std::vector<std::string>{"", good.substr(1), good + "0", good + std::string(1, '\0'), with_nul, with_dots, upper,
                                "../../etc/passwd", std::string(64, '.'), std::string(64, '*'), " " + good,
                                good.substr(0, 63) + "\n", good.substr(0, 63) + "g", good.substr(0, 62) + "é"}) {
    EXPECT_FALSE(Sum::parse(wrong)) << wrong;
  }
}

TEST(Sha256, IsTheSameInPieces) {
  crypto::Sha256 hash;
  hash.add("a");
  hash.add("");
  hash.add("bc");
  EXPECT_EQ(hash.finish_hex(), crypto::sha256_hex("abc"));
  EXPECT_EQ(hash.finish_hex(), crypto::sha256_hex(""));
}

}  // namespace
}  // namespace parvis::blobs
