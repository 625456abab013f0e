#include "core/crypto/signed_body.h"

#include <gtest/gtest.h>

namespace parvis::crypto {
namespace {

constexpr Instant kAt{1'767'225'600'000'000};

TEST(SignedBody, IsTakenWithinFiveMinutesAndUnchanged) {
  const auto header = sign_body("key", "{}", kAt);
  EXPECT_TRUE(is_signed_body("key", header, "{}", kAt + 4 * kMinute));
  EXPECT_FALSE(is_signed_body("key", header, "{ }", kAt));
  EXPECT_FALSE(is_signed_body("key", header, "{}", kAt + 6 * kMinute)) << "replayed";
  EXPECT_FALSE(is_signed_body("key", header, "{}", kAt - 6 * kMinute)) << "of a time to come";
  EXPECT_FALSE(is_signed_body("other", header, "{}", kAt));
  auto flipped = header;
  flipped.back() = flipped.back() == '0' ? '1' : '0';
  EXPECT_FALSE(is_signed_body("key", flipped, "{}", kAt));
  auto capitals = header;
  for (auto& c : capitals) c = c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c;
  EXPECT_FALSE(is_signed_body("key", capitals, "{}", kAt)) << "one signature is written one way";
}

TEST(SignedBody, WithoutASecretNothingIsTaken) {
  EXPECT_FALSE(is_signed_body("", sign_body("", "{}", kAt), "{}", kAt));
  for (const auto* header : {"", "t=", "t=1", "t=x,v1=", "v1=aa", "t=1,v1=zz"}) {
    EXPECT_FALSE(is_signed_body("key", header, "{}", kAt)) << header;
  }
}

// As `openssl dgst -sha256 -hmac key` gives it for "1.{}".
TEST(SignedBody, IsWhatOtherProgramsMakeOfIt) {
  EXPECT_EQ(sign_body("key", "{}", Instant{kSecond}),
            "t=1,v1=1ba6b8171186efc613e8bcc0cbdab2748f24984d7c5a84faa2637afa0e40d224");
}

}  // namespace
}  // namespace parvis::crypto
