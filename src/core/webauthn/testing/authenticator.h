// A device that makes and uses a passkey, honest or not, for tests.
#pragma once

#include <string>
#include <string_view>

#include "core/crypto/testing/signing_key.h"

namespace parvis::webauthn::testing {

struct Ceremony {
  std::string party = "square.example";
  std::string origin = "https://square.example";
  std::string kind = {};  // empty: the right one
  std::string more = {};  // of the client data: `,"crossOrigin":true`
  bool present = true, verified = true;
  std::uint32_t sign_count = 1;
};

struct MadeAnswer {
  std::string client_data, attestation;
};
struct UsedAnswer {
  std::string client_data, authenticator_data, signature;
};

class Authenticator {
 public:
  explicit Authenticator(crypto::Algorithm algorithm, std::string credential = "a credential")
      : key_(algorithm), credential_(std::move(credential)) {}

  MadeAnswer make(std::string_view challenge, const Ceremony& ceremony = {}) const;
  UsedAnswer use(std::string_view challenge, const Ceremony& ceremony = {}) const;
  const crypto::testing::SigningKey& key() const { return key_; }
  const std::string& credential() const { return credential_; }

 private:
  crypto::testing::SigningKey key_;
  std::string credential_;
};

}  // namespace parvis::webauthn::testing
