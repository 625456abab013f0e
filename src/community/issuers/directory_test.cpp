#include "community/issuers/directory.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "community/issuers/testing/small_issuer.h"
#include "core/config/outgoing.h"

namespace parvis::community {
namespace {

using crypto::Algorithm;
using crypto::testing::make_token;
using crypto::testing::SigningKey;
using ::testing::HasSubstr;
using testing::SmallIssuer;

constexpr Instant kStart{1'800'000'000 * kSecond};
constexpr char kBack[] = "https://square.example/sign-in/issuers/7/return";

std::string head(std::string_view algorithm, std::string_view id) {
  return R"({"alg":")" + std::string(algorithm) + R"(","kid":")" + std::string(id) + "\"}";
}

struct There {
  There() { place.publish(old.jwk("old")); }
  void sign_with(const SigningKey& key, std::string_view algorithm, std::string_view id) {
    place.answer_with(make_token(key, head(algorithm, id), place.claims(passage.nonce, now())));
  }
  ProvenIdentity redeem() { return directory.redeem(place.issuer(), passage, "a code", kBack); }

  FrozenClock clock{kStart};
  SmallIssuer place;
  IssuerDirectory directory;
  SigningKey old{Algorithm::rs256}, fresh{Algorithm::es256};
  Passage passage{.issuer = {7}, .nonce = "a nonce", .verifier = "a verifier"};
};

TEST(IssuerDirectory, AsksForKeysAnewWhenATokenNamesOneThatIsNotKnown) {
  There there;
  there.sign_with(there.old, "RS256", "old");
  EXPECT_EQ(there.redeem().subject, "ana");
  there.redeem();
  EXPECT_EQ(there.place.asked_for_keys(), 1u);

  there.clock.set(kStart + 2 * kMinute);
  there.place.publish(there.fresh.jwk("fresh"));
  there.sign_with(there.fresh, "ES256", "fresh");
  EXPECT_EQ(there.redeem().subject, "ana");
  EXPECT_EQ(there.place.asked_for_keys(), 2u);
  there.sign_with(there.old, "RS256", "old");
  EXPECT_THROW(there.redeem(), IssuerTrouble) << "a key that was taken back";
}

TEST(IssuerDirectory, IsNotMadeToAskForKeysAgainAndAgain) {
  There there;
  for (int i = 0; i < 5; ++i) {
    there.sign_with(there.fresh, "ES256", "unknown-" + std::to_string(i));
    EXPECT_THROW(there.redeem(), IssuerTrouble);
  }
  EXPECT_EQ(there.place.asked_for_keys(), 1u);
}

TEST(IssuerDirectory, SendsPeopleThereWithEverythingOfTheirPassage) {
  There there;
  // The challenge of RFC 7636, appendix B.
  there.passage.verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  const auto address = there.directory.departure(there.place.issuer(), there.passage, "a state", kBack);
  EXPECT_THAT(address, HasSubstr("code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&"));
  for (const auto* part : {"response_type=code&", "client_id=square&", "state=a%20state&", "nonce=a%20nonce&",
                           "code_challenge_method=S256", "scope=openid%20profile%20email&",
                           "redirect_uri=https%3A%2F%2Fsquare.example%2Fsign-in%2Fissuers%2F7%2Freturn&"}) {
    EXPECT_THAT(address, HasSubstr(part));
  }
}

TEST(IssuerDirectory, AsksNoInnerPlaceUnlessTheConfigurationAllowsIt) {
  There there;
  config::allow_places("");
  EXPECT_FALSE(is_issuer_address(there.place.issuer().address));
  EXPECT_THROW(there.directory.metadata(there.place.issuer()), IssuerTrouble);
  for (const auto* wrong : {"http://login.example", "https://user:word@login.example", "https://login.example/#x",
                            "ftp://login.example", "//login.example", "login.example", ""}) {
    EXPECT_FALSE(is_issuer_address(wrong)) << wrong;
  }
  EXPECT_TRUE(is_issuer_address("https://login.example/realms/one"));
}

}  // namespace
}  // namespace parvis::community
