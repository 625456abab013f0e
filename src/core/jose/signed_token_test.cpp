#include "core/jose/signed_token.h"

#include <gtest/gtest.h>

#include "core/crypto/base64url.h"
#include "core/crypto/testing/signing_key.h"

namespace parvis::jose {
namespace {

using crypto::Algorithm;
using crypto::testing::make_token;
using crypto::testing::SigningKey;

constexpr std::array kAlgorithms{std::pair{Algorithm::rs256, "RS256"}, std::pair{Algorithm::es256, "ES256"},
                                 std::pair{Algorithm::eddsa, "EdDSA"}, std::pair{Algorithm::ps256, "PS256"},
                                 std::pair{Algorithm::es384, "ES384"}};

KeySet keys_of(const std::string& list) { return *KeySet::parse(R"({"keys":[)" + list + "]}"); }

std::string head(std::string_view algorithm, std::string_view id = "one") {
  return R"({"alg":")" + std::string(algorithm) + R"(","kid":")" + std::string(id) + "\"}";
}

bool holds(const std::string& token, const KeySet& keys) {
  const auto parsed = SignedToken::parse(token);
  return parsed && parsed->is_signed_by(keys);
}

TEST(SignedToken, IsBelievedWhenOneOfTheKeysSignedIt) {
  for (const auto& [algorithm, name] : kAlgorithms) {
    const SigningKey key(algorithm), other(algorithm);
    const auto token = make_token(key, head(name), R"({"sub":"ana"})");
    EXPECT_TRUE(holds(token, keys_of(key.jwk("one")))) << name;
    EXPECT_TRUE(holds(token, keys_of(other.jwk("two") + "," + key.jwk("one")))) << name;
    EXPECT_FALSE(holds(token, keys_of(other.jwk("one")))) << name;
    EXPECT_FALSE(holds(token, keys_of(key.jwk("two")))) << name;
    EXPECT_FALSE(holds(token, keys_of(""))) << name;
    EXPECT_EQ(text_claim(SignedToken::parse(token)->claims(), "sub"), "ana");
  }
}

TEST(SignedToken, IsNotBelievedWithOneLetterChanged) {
  const SigningKey key(Algorithm::es256);
  const auto keys = keys_of(key.jwk("one"));
  const auto token = make_token(key, head("ES256"), R"({"sub":"ana"})");
  for (std::size_t i = 0; i < token.size(); ++i) {
    auto changed = token;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    if (changed == token) continue;
    EXPECT_FALSE(holds(changed, keys)) << i;
  }
}

TEST(SignedToken, TakesNeitherNoneNorAKeyedHashOverThePublicKey) {
  const SigningKey key(Algorithm::rs256);
  for (const auto* name : {"none", "None", "NONE", "HS256", "HS512", "RS1", "PS384", "ES512", "", "rs256", "ps256"}) {
    EXPECT_FALSE(SignedToken::parse(make_token(key, head(name), "{}"))) << name;
  }
  const auto part = crypto::to_base64url(R"({"alg":"none"})") + "." + crypto::to_base64url(R"({"sub":"ana"})");
  EXPECT_FALSE(SignedToken::parse(part + "."));
  // A keyed hash named RS256 is no signature.
  const auto signed_part = crypto::to_base64url(head("RS256")) + "." + crypto::to_base64url("{}");
  std::string hash(32, 'x');
  EXPECT_FALSE(holds(signed_part + "." + crypto::to_base64url(hash), keys_of(key.jwk("one"))));
}

TEST(SignedToken, IsNotCheckedWithAKeyOfAnotherKind) {
  const SigningKey rsa(Algorithm::rs256), curve(Algorithm::es256);
  EXPECT_FALSE(holds(make_token(curve, head("RS256"), "{}"), keys_of(curve.jwk("one"))));
  EXPECT_FALSE(holds(make_token(rsa, head("ES256"), "{}"), keys_of(rsa.jwk("one"))));
}

TEST(SignedToken, IsNotCheckedWithTheOtherPaddingThanTheKeyIsFor) {
  const SigningKey pss(Algorithm::ps256), pkcs(Algorithm::rs256);
  const auto said = [](std::string key, std::string_view algorithm) {
    return key.insert(1, R"("alg":")" + std::string(algorithm) + "\",");
  };
  const auto token = make_token(pss, head("PS256"), "{}");
  EXPECT_TRUE(holds(token, keys_of(said(pss.jwk("one"), "PS256"))));
  EXPECT_TRUE(holds(token, keys_of(pss.jwk("one")))) << "the key does not say";
  EXPECT_FALSE(holds(token, keys_of(said(pss.jwk("one"), "RS256"))));
  EXPECT_FALSE(holds(make_token(pss, head("RS256"), "{}"), keys_of(pss.jwk("one")))) << "named as the other";
  EXPECT_FALSE(holds(make_token(pkcs, head("PS256"), "{}"), keys_of(pkcs.jwk("one"))));
}

TEST(SignedToken, BringsNoKeyOfItsOwnAndAsksForNothingSpecial) {
  const SigningKey key(Algorithm::es256), own(Algorithm::es256);
  const auto bringing = R"({"alg":"ES256","kid":"one","jwk":)" + own.jwk("one") + "}";
  EXPECT_FALSE(holds(make_token(own, bringing, "{}"), keys_of(key.jwk("one"))));
  EXPECT_FALSE(SignedToken::parse(make_token(key, R"({"alg":"ES256","crit":["b64"],"b64":false})", "{}")));
}

TEST(SignedToken, WithoutAKeyNamedIsCheckedOnlyWhereThereIsNoChoice) {
  const SigningKey one(Algorithm::es256), two(Algorithm::es256), rsa(Algorithm::rs256);
  const auto token = make_token(one, R"({"alg":"ES256"})", "{}");
  EXPECT_TRUE(holds(token, keys_of(one.jwk("one") + "," + rsa.jwk("two"))));
  EXPECT_FALSE(holds(token, keys_of(one.jwk("one") + "," + two.jwk("two"))));
}

TEST(SignedToken, IsReadStrictly) {
  const SigningKey key(Algorithm::es256);
  const auto good = make_token(key, head("ES256"), "{}");
  for (const auto& wrong :
       {std::string(), std::string("."), std::string(".."), good + ".", good + "=", " " + good,
        good.substr(0, good.rfind('.')), std::string(kMostToken + 1, 'a'), make_token(key, "[]", "{}"),
        make_token(key, head("ES256"), "[]"), make_token(key, head("ES256"), std::string(100, '['))}) {
    EXPECT_FALSE(holds(wrong, keys_of(key.jwk("one")))) << wrong.substr(0, 40);
  }
}

TEST(KeySet, PassesOverKeysThatAreWeakOrNotForSignatures) {
  const SigningKey weak(Algorithm::rs256, 1024), good(Algorithm::es256);
  EXPECT_EQ(keys_of(weak.jwk("weak") + "," + good.jwk("good")).size(), 1u);
  const SigningKey strong(Algorithm::rs256);
  EXPECT_EQ(keys_of(strong.jwk("strong")).size(), 2u) << "for each padding";
  EXPECT_EQ(keys_of(R"({"kty":"oct","k":"c2VjcmV0","alg":"HS256"},7,"x",{"kty":"RSA","n":"","e":""})").size(), 0u);
  EXPECT_EQ(keys_of(R"({"kty":"EC","crv":"P-256","x":"AAAA","y":"AAAA"})").size(), 0u);
  auto encrypting = good.jwk("one");
  encrypting.replace(encrypting.find("\"sig\""), 5, "\"enc\"");
  EXPECT_EQ(keys_of(encrypting).size(), 0u);
  // Not a point of the curve.
  const std::string off(32, 'x');
  const auto coordinate = crypto::to_base64url(off);
  EXPECT_EQ(keys_of(R"({"kty":"EC","crv":"P-256","x":")" + coordinate + R"(","y":")" + coordinate + "\"}").size(), 0u);
  for (const auto* wrong : {"", "[]", "{}", "{\"keys\":1}", "nonsense"}) EXPECT_FALSE(KeySet::parse(wrong)) << wrong;
}

TEST(Base64Url, HasOneTextForEachBytes) {
  for (const auto& bytes :
       {std::string(), std::string("a"), std::string("ab"), std::string("abc"), std::string("\xff\x00\xfe", 3)}) {
    EXPECT_EQ(crypto::from_base64url(crypto::to_base64url(bytes)), bytes);
  }
  for (const auto* wrong : {"a", "YQ==", "YR", "Y Q", "YQ\n", "+/+/", "YWJj="}) {
    EXPECT_FALSE(crypto::from_base64url(wrong)) << wrong;
  }
}

}  // namespace
}  // namespace parvis::jose
