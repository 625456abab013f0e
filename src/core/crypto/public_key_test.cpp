// Signatures that others published, so that what we take is what they mean.
#include "core/crypto/public_key.h"

#include <gtest/gtest.h>

#include <string>

namespace parvis::crypto {
namespace {

std::string bytes(std::string_view hex) {
  std::string out;
  for (std::size_t at = 0; at + 1 < hex.size(); at += 2) {
    out.push_back(static_cast<char>(std::stoi(std::string(hex.substr(at, 2)), nullptr, 16)));
  }
  return out;
}

// Wycheproof, rsa_pss_2048_sha256_mgf1_32, case 3.
constexpr std::string_view kModulus =
    "a2b451a07d0aa5f96e455671513550514a8a5b462ebef717094fa1fee82224e637f9746d3f7cafd31878d80325b6ef5a1700f65903b4"
    "69429e89d6eac8845097b5ab393189db92512ed8a7711a1253facd20f79c15e8247f3d3e42e46e48c98e254a2fe9765313a03eff8f17"
    "e1a029397a1fa26a8dce26f490ed81299615d9814c22da610428e09c7d9658594266f5c021d0fceca08d945a12be82de4d1ece6b4c03"
    "145b5d3495d4ed5411eb878daf05fd7afc3e09ada0f1126422f590975a1969816f48698bcbba1b4d9cae79d460d8f9f85e7975005d9b"
    "c22c4e5ac0f7c1a45d12569a62807d3b9a02e5a530e773066f453d1f5b4c2e9cf7820283f742b9d5";
constexpr std::string_view kPss =
    "401eb03cdb47ca88033e3030f6bdecbac8f5c8fc1dd6a13d23d379ed9a2b309891d13d74fea9d21d159b9e6d8f37efa2489962e24555"
    "f56dd434ff1d31ce4f9f5abd3f22cbea8b691d6a11e44efb83e2bca155e6a164325e0fde2a8865afd5c9f51161a9d615f62af7ec2e31"
    "b3e5ab649c164490d31d88cfae35b84aea7925690f929a144b6d2f48e8fb894a52deecd1b9a6496990c4ecf1588699a42cacd10c53af"
    "350514e4291ea9a058e77f101e32c1c0cefa61d945f7bc931f8bd19e7ba3169358a60e5a8b0123bc3199b9fdcafe8e519c41ba675491"
    "a27b85e44ef2d77277c10fe107293c8290186913bc9a99b640d8da041b64f31eab1d35920985f4a5";

// RFC 6979, A.2.6: P-384 with SHA-384, of "sample".
constexpr std::string_view kX =
    "ec3a4e415b4e19a4568618029f427fa5da9a8bc4ae92e02e06aae5286b300c64def8f0ea9055866064a254515480bc13";
constexpr std::string_view kY =
    "8015d9b72d7d57244ea8ef9ac0c621896708a59367f9dfb9f54ca84b3f1c9db1288b231c3ae0d4fe7344fd2533264720";
constexpr std::string_view kPair =
    "94edbb92a5ecb8aad4736e56c691916b3f88140666ce9fa73d64c4ea95ad133c81a648152e44acf96e36dd1e80fabe4699ef4aeb15f1"
    "78cea1fe40db2603138f130e740a19624526203b6351d0a3a94fa329c145786e679e7b82c71a38628ac8";

TEST(PublicKey, TakesAPublishedSignatureOfPs256) {
  const auto key = PublicKey::rsa(bytes(kModulus), bytes("010001"), RsaPadding::pss);
  ASSERT_TRUE(key);
  EXPECT_TRUE(key->verifies("Test", bytes(kPss)));
  EXPECT_FALSE(key->verifies("Tests", bytes(kPss)));
  EXPECT_FALSE(PublicKey::rsa(bytes(kModulus), bytes("010001"))->verifies("Test", bytes(kPss))) << "another padding";
  auto changed = bytes(kPss);
  changed.back() ^= 1;
  EXPECT_FALSE(key->verifies("Test", changed));
}

TEST(PublicKey, TakesAPublishedSignatureOfEs384) {
  const auto key = PublicKey::p384(bytes(kX), bytes(kY));
  ASSERT_TRUE(key);
  EXPECT_TRUE(key->verifies("sample", bytes(kPair)));
  EXPECT_FALSE(key->verifies("simple", bytes(kPair)));
  EXPECT_FALSE(key->verifies("sample", bytes(kPair).substr(0, 64))) << "two numbers of another curve";
  EXPECT_FALSE(PublicKey::p384(bytes(kX).substr(0, 32), bytes(kY).substr(0, 32)));
  EXPECT_FALSE(PublicKey::p256(bytes(kX), bytes(kY)));
}

}  // namespace
}  // namespace parvis::crypto
