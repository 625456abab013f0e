#include "core/crypto/crypto.h"

#include <gtest/gtest.h>

#include <set>
#include <thread>

namespace parvis::crypto {
namespace {

TEST(Crypto, MakesTokensThatDifferAndFitAnAddress) {
  std::set<std::string> seen;
  for (int i = 0; i < 200; ++i) {
    const auto token = random_token();
    EXPECT_EQ(token.size(), 43u);
    EXPECT_EQ(token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
              std::string::npos);
    EXPECT_TRUE(seen.insert(token).second);
  }
}

// FIPS 180-4, example "abc"; RFC 4231, test case 2.
TEST(Crypto, HashesAsTheStandardsSay) {
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(hash_token("abc"), sha256_hex("abc"));
  EXPECT_EQ(keyed_hash("Jefe", "what do ya want for nothing?"), "W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM");
}

TEST(Crypto, VerifiesThePasswordAndNoOther) {
  const auto hash = hash_password(Secret("a long sentence"), Strength::cheap);
  EXPECT_TRUE(hash.starts_with("$argon2id$"));
  EXPECT_TRUE(verify_password(hash, Secret("a long sentence")));
  EXPECT_FALSE(verify_password(hash, Secret("a long sentence ")));
  EXPECT_FALSE(verify_password(hash, Secret("")));
  EXPECT_NE(hash, hash_password(Secret("a long sentence"), Strength::cheap));
}

TEST(Crypto, RefusesWhatIsNoHash) {
  EXPECT_FALSE(verify_password("", Secret("x")));
  EXPECT_FALSE(verify_password("$argon2id$broken", Secret("x")));
  EXPECT_FALSE(verify_password(std::string(5000, 'a'), Secret("x")));
  EXPECT_FALSE(verify_against_nothing(Secret("x"), Strength::cheap));
}

TEST(Crypto, HashesStronglyUnlessToldOtherwise) {
  const auto hash = hash_password(Secret("p"));
  EXPECT_NE(hash.find("m=65536,t=2,p=1"), std::string::npos) << hash;
  EXPECT_FALSE(is_outdated(hash));
  EXPECT_TRUE(is_outdated(hash_password(Secret("p"), Strength::cheap)));
  EXPECT_TRUE(is_outdated("something else"));
}

TEST(Crypto, HashesForManyAtOnce) {
  std::vector<std::thread> threads;
  std::atomic<int> right{0};
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&right, i] {
      const Secret password("password " + std::to_string(i));
      if (verify_password(hash_password(password, Strength::cheap), password)) ++right;
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(right, 8);
}

TEST(Crypto, BindsAFormTokenToSessionAndPurpose) {
  const auto token = form_token("session one", "reply");
  EXPECT_EQ(token, form_token("session one", "reply"));
  EXPECT_NE(token, form_token("session two", "reply"));
  EXPECT_NE(token, form_token("session one", "delete"));
}

TEST(Crypto, ComparesWholeTexts) {
  EXPECT_TRUE(constant_time_equal("abc", "abc"));
  EXPECT_FALSE(constant_time_equal("abc", "abd"));
  EXPECT_FALSE(constant_time_equal("abc", "abcd"));
  EXPECT_TRUE(constant_time_equal("", ""));
}

}  // namespace
}  // namespace parvis::crypto
