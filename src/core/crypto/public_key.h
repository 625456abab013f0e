// Public keys of others, and whether a signature is theirs: RSA with SHA-256, padded by PKCS #1 (RS256) or PSS (PS256),
// ECDSA over P-256 with SHA-256 (ES256) or over P-384 with SHA-384 (ES384), Ed25519 (EdDSA), over OpenSSL. Each key
// knows its one algorithm, so nobody can have it taken for another. Plain values; any thread.
#pragma once

#include <memory>
#include <optional>
#include <string_view>

struct evp_pkey_st;

namespace parvis::crypto {

enum class Algorithm { rs256, es256, eddsa, ps256, es384 };
enum class RsaPadding { pkcs1, pss };

// How the two numbers of an ECDSA signature are written: one after the other (JOSE), or as ASN.1 (WebAuthn).
enum class EcForm { joined, asn1 };

class PublicKey {
 public:
  // Numbers are big-endian bytes. Nothing when they make no key, or one that is too weak (RSA below 2048 bits) or so
  // large that checking it is an attack (above 4096).
  static std::optional<PublicKey> rsa(std::string_view modulus, std::string_view exponent,
                                      RsaPadding padding = RsaPadding::pkcs1);
  static std::optional<PublicKey> p256(std::string_view x, std::string_view y);  // 32 bytes each, a point of the curve
  static std::optional<PublicKey> p384(std::string_view x, std::string_view y);  // 48 bytes each
  static std::optional<PublicKey> ed25519(std::string_view x);                   // 32 bytes

  Algorithm algorithm() const { return algorithm_; }
  bool verifies(std::string_view message, std::string_view signature, EcForm form = EcForm::joined) const;

 private:
  PublicKey(Algorithm algorithm, std::shared_ptr<evp_pkey_st> key) : algorithm_(algorithm), key_(std::move(key)) {}
  Algorithm algorithm_;
  std::shared_ptr<evp_pkey_st> key_;
};

}  // namespace parvis::crypto
