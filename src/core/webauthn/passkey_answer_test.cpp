#include "core/webauthn/passkey_answer.h"

#include <gtest/gtest.h>

#include "core/webauthn/cbor.h"
#include "core/webauthn/testing/authenticator.h"

namespace parvis::webauthn {
namespace {

using namespace std::string_view_literals;
using crypto::Algorithm;
using testing::Authenticator;
using testing::Ceremony;

constexpr Expected kHere{"square.example", "https://square.example"};

Made made_by(const Authenticator& device, const Ceremony& ceremony = {}) {
  const auto answer = device.make("a challenge", ceremony);
  return read_made(answer.client_data, answer.attestation, kHere);
}

Used used_by(const Authenticator& device, const Ceremony& ceremony = {}) {
  const auto answer = device.use("a challenge", ceremony);
  return read_used(answer.client_data, answer.authenticator_data, answer.signature, device.key().cose(), kHere);
}

TEST(PasskeyAnswer, IsReadOfEveryKindOfKeyThatIsTaken) {
  for (const auto algorithm : {Algorithm::es256, Algorithm::rs256, Algorithm::eddsa}) {
    const Authenticator device(algorithm);
    const auto made = made_by(device);
    EXPECT_EQ(made.challenge, "a challenge");
    EXPECT_EQ(made.credential, device.credential());
    EXPECT_EQ(made.public_key, device.key().cose());
    EXPECT_EQ(made.sign_count, 1u);
    EXPECT_EQ(used_by(device, {.sign_count = 7}).sign_count, 7u);
  }
}

TEST(PasskeyAnswer, IsOfOurHostAndPageAndOfNobodyInside) {
  const Authenticator device(Algorithm::es256);
  for (const Ceremony& elsewhere :
       {Ceremony{.party = "other.example"}, Ceremony{.origin = "https://other.example"},
        Ceremony{.origin = "http://square.example"}, Ceremony{.origin = "https://square.example.other.example"},
        Ceremony{.origin = "https://sub.square.example"}, Ceremony{.more = R"(,"crossOrigin":true)"}}) {
    EXPECT_THROW(made_by(device, elsewhere), Distrust);
    EXPECT_THROW(used_by(device, elsewhere), Distrust);
  }
  EXPECT_NO_THROW(used_by(device, {.more = R"(,"crossOrigin":false)"}));
}

TEST(PasskeyAnswer, ShowsThatSomebodyWasThereAndVerified) {
  const Authenticator device(Algorithm::es256);
  for (const bool present : {false, true}) {
    for (const bool verified : {false, true}) {
      const Ceremony ceremony{.present = present, .verified = verified};
      if (present && verified) {
        EXPECT_NO_THROW(used_by(device, ceremony));
        EXPECT_NO_THROW(made_by(device, ceremony));
      } else {
        EXPECT_THROW(used_by(device, ceremony), Distrust);
        EXPECT_THROW(made_by(device, ceremony), Distrust);
      }
    }
  }
}

TEST(PasskeyAnswer, OfOneCeremonyIsNoneOfTheOther) {
  const Authenticator device(Algorithm::es256);
  EXPECT_THROW(used_by(device, {.kind = "webauthn.create"}), Distrust);
  EXPECT_THROW(made_by(device, {.kind = "webauthn.get"}), Distrust);
}

TEST(PasskeyAnswer, IsSignedByThatVeryKey) {
  const Authenticator device(Algorithm::es256), other(Algorithm::es256);
  const auto answer = device.use("a challenge");
  EXPECT_THROW(read_used(answer.client_data, answer.authenticator_data, answer.signature, other.key().cose(), kHere),
               Distrust);
  auto later = answer.authenticator_data;
  later.back() = static_cast<char>(later.back() + 1);
  EXPECT_THROW(read_used(answer.client_data, later, answer.signature, device.key().cose(), kHere), Distrust);
  auto elsewhere = answer.client_data;
  elsewhere.insert(elsewhere.size() - 1, " ");
  EXPECT_THROW(read_used(elsewhere, answer.authenticator_data, answer.signature, device.key().cose(), kHere), Distrust);
  EXPECT_THROW(read_used(answer.client_data, answer.authenticator_data, "", device.key().cose(), kHere), Distrust);
}

TEST(PasskeyAnswer, CutShortAnywhereIsNotRead) {
  const Authenticator device(Algorithm::es256);
  const auto answer = device.make("a challenge");
  for (std::size_t size = 0; size < answer.attestation.size(); ++size) {
    EXPECT_THROW(read_made(answer.client_data, answer.attestation.substr(0, size), kHere), Distrust) << size;
  }
  EXPECT_THROW(read_made(answer.client_data, answer.attestation + "x", kHere), Distrust);
}

TEST(PasskeyAnswer, TakesNoKeyOfAnotherKindOrWithALabelTwice) {
  const auto key = crypto::testing::SigningKey(Algorithm::es256).cose();
  EXPECT_TRUE(read_cose_key(key));
  auto other = key;
  other[4] = '\x27';  // ES512 in place of ES256
  EXPECT_FALSE(read_cose_key(other));
  auto twice = key;
  twice[0] = '\xa6';
  EXPECT_FALSE(read_cose_key(twice + "\x01\x02"));
  EXPECT_FALSE(read_cose_key(""));
  EXPECT_FALSE(read_cose_key(key + "x"));
}

TEST(Cbor, TakesNumbersInTheirShortestFormOnly) {
  EXPECT_EQ(Cbor("\x17").number(), 23);
  EXPECT_EQ(Cbor("\x18\x18").number(), 24);
  EXPECT_EQ(Cbor("\x39\x01\x00"sv).number(), -257);
  for (const auto wrong : {"\x18\x17"sv, "\x19\x00\xff"sv, "\x1a\x00\x00\xff\xff"sv,
                           "\x1b\x00\x00\x00\x00\xff\xff\xff\xff"sv, "\x1c"sv, "\x18"sv, ""sv}) {
    EXPECT_FALSE(Cbor(wrong).number());
  }
}

TEST(Cbor, PassesOverNothingWithoutAnEnd) {
  EXPECT_TRUE(Cbor("\xa1\x61\x61\x82\x01\xf5"sv).skip());
  for (const auto wrong :
       {"\x9f\xff"sv, "\x5f\x41\x61\xff"sv, "\xc0\x01"sv, "\xf9\x00\x00"sv, "\x5a\x00\x01\x00\x00x"sv,
        "\x9b\x00\x00\x00\x01\x00\x00\x00\x00"sv, "\x81\x81\x81\x81\x81\x81\x81\x81\x81\x01"sv}) {
    EXPECT_FALSE(Cbor(wrong).skip());
  }
}

}  // namespace
}  // namespace parvis::webauthn
