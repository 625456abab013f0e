// The other half of a public key, for tests: makes keys and signatures as issuers and authenticators do.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/crypto/public_key.h"

struct evp_pkey_st;

namespace parvis::crypto::testing {

class SigningKey {
 public:
  explicit SigningKey(Algorithm algorithm, int rsa_bits = 2048);

  Algorithm algorithm() const { return algorithm_; }
  std::string sign(std::string_view message, EcForm form = EcForm::joined) const;
  // Its numbers, as bytes: modulus and exponent of RSA, x and y of a curve, x of Ed25519.
  std::string first() const;
  std::string second() const;
  PublicKey public_key() const;
  std::string jwk(std::string_view id) const;  // as JSON
  std::string cose() const;                    // as CBOR

 private:
  std::string number(const char* name) const;
  Algorithm algorithm_;
  std::shared_ptr<evp_pkey_st> key_;
};

// A signed token of this head and these claims, both JSON.
std::string make_token(const SigningKey& key, std::string_view head, std::string_view claims);

}  // namespace parvis::crypto::testing
