#include "core/crypto/totp.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace parvis::crypto {
namespace {

constexpr std::string_view kSecret = "12345678901234567890";  // of RFC 6238, appendix B

Instant at_second(std::int64_t seconds) { return {seconds * kSecond}; }

TEST(Totp, GivesTheCodesOfTheStandard) {
  const std::pair<std::int64_t, const char*> vectors[] = {{59, "94287082"},
                                                          {1'111'111'109, "07081804"},
                                                          {1'111'111'111, "14050471"},
                                                          {1'234'567'890, "89005924"},
                                                          {2'000'000'000, "69279037"},
                                                          {20'000'000'000, "65353130"}};
  for (const auto& [seconds, code] : vectors) {
    EXPECT_EQ(totp_code(kSecret, totp_step(at_second(seconds)), 8), code) << seconds;
    EXPECT_EQ(totp_code(kSecret, totp_step(at_second(seconds))), std::string(code).substr(2)) << seconds;
  }
}

TEST(Totp, ToleratesAClockThatIsOneStepAway) {
  const auto at = at_second(1'234'567'890);
  const auto step = totp_step(at);
  for (const auto near : {step - 1, step, step + 1})
    EXPECT_EQ(matching_step(kSecret, totp_code(kSecret, near), at), near);
  EXPECT_FALSE(matching_step(kSecret, totp_code(kSecret, step - 2), at));
  EXPECT_FALSE(matching_step(kSecret, totp_code(kSecret, step + 2), at));
  EXPECT_FALSE(matching_step(kSecret, "", at));
}

TEST(Totp, WritesSecretsInBase32) {
  EXPECT_EQ(base32("foobar"), "MZXW6YTBOI");  // RFC 4648, section 10
  EXPECT_EQ(base32("foob"), "MZXW6YQ");
  EXPECT_EQ(from_base32("mzxw 6ytb oi"), "foobar");
  EXPECT_FALSE(from_base32("MZXW1"));
  EXPECT_EQ(random_totp_secret().size(), 32u);
  EXPECT_NE(random_totp_secret(), random_totp_secret());
}

RC_GTEST_PROP(Totp, ReadsBackWhateverBytesItWrites, (const std::string& bytes)) {
  RC_ASSERT(from_base32(base32(bytes)) == bytes);
}

TEST(Totp, TellsAppsWhoseItIs) {
  EXPECT_EQ(totp_address("Cycles Mistral", "zoe", "MZXW6YQ"),
            "otpauth://totp/Cycles%20Mistral:zoe?secret=MZXW6YQ&issuer=Cycles%20Mistral");
}

}  // namespace
}  // namespace parvis::crypto
