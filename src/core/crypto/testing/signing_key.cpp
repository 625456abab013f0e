#include "core/crypto/testing/signing_key.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

#include <stdexcept>

#include "core/crypto/base64url.h"

namespace parvis::crypto::testing {
namespace {

EVP_PKEY* make(Algorithm algorithm, int rsa_bits) {
  switch (algorithm) {
    case Algorithm::rs256:
    case Algorithm::ps256: return EVP_RSA_gen(static_cast<unsigned>(rsa_bits));
    case Algorithm::es384: return EVP_EC_gen("P-384");
    case Algorithm::es256: return EVP_EC_gen("P-256");
    case Algorithm::eddsa: return EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519");
  }
  return nullptr;
}

bool is_rsa(Algorithm algorithm) { return algorithm == Algorithm::rs256 || algorithm == Algorithm::ps256; }
bool is_pair(Algorithm algorithm) { return algorithm == Algorithm::es256 || algorithm == Algorithm::es384; }
int coordinate(Algorithm algorithm) { return algorithm == Algorithm::es384 ? 48 : 32; }

const EVP_MD* digest_of(Algorithm algorithm) {
  if (algorithm == Algorithm::eddsa) return nullptr;
  return algorithm == Algorithm::es384 ? EVP_sha384() : EVP_sha256();
}

std::string joined(std::string_view asn1, int each) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(asn1.data());
  ECDSA_SIG* pair = d2i_ECDSA_SIG(nullptr, &bytes, static_cast<long>(asn1.size()));
  std::string text(2 * static_cast<std::size_t>(each), '\0');
  auto* into = reinterpret_cast<unsigned char*>(text.data());
  BN_bn2binpad(ECDSA_SIG_get0_r(pair), into, each);
  BN_bn2binpad(ECDSA_SIG_get0_s(pair), into + each, each);
  ECDSA_SIG_free(pair);
  return text;
}

// The head of a CBOR item of up to 65,535.
std::string cbor_head(int kind, std::size_t value) {
  std::string head;
  if (value < 24) {
    head.push_back(static_cast<char>(kind << 5 | static_cast<int>(value)));
  } else if (value < 256) {
    head.push_back(static_cast<char>(kind << 5 | 24));
    head.push_back(static_cast<char>(value));
  } else {
    head.push_back(static_cast<char>(kind << 5 | 25));
    head.push_back(static_cast<char>(value >> 8));
    head.push_back(static_cast<char>(value & 0xff));
  }
  return head;
}

std::string cbor_number(int value) {
  return value >= 0 ? cbor_head(0, static_cast<std::size_t>(value))
                    : cbor_head(1, static_cast<std::size_t>(-1 - value));
}

std::string cbor_bytes(std::string_view bytes) { return cbor_head(2, bytes.size()) + std::string(bytes); }

}  // namespace

SigningKey::SigningKey(Algorithm algorithm, int rsa_bits)
    : algorithm_(algorithm), key_(make(algorithm, rsa_bits), EVP_PKEY_free) {
  if (!key_) throw std::runtime_error("no key was made");
}

std::string SigningKey::sign(std::string_view message, EcForm form) const {
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  const auto* bytes = reinterpret_cast<const unsigned char*>(message.data());
  EVP_PKEY_CTX* padding = nullptr;
  EVP_DigestSignInit(context.get(), &padding, digest_of(algorithm_), nullptr, key_.get());
  if (algorithm_ == Algorithm::ps256) {
    EVP_PKEY_CTX_set_rsa_padding(padding, RSA_PKCS1_PSS_PADDING);
    EVP_PKEY_CTX_set_rsa_pss_saltlen(padding, RSA_PSS_SALTLEN_DIGEST);
  }
  std::string signature(1024, '\0');
  std::size_t size = signature.size();
  EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size, bytes, message.size());
  signature.resize(size);
  return is_pair(algorithm_) && form == EcForm::joined ? joined(signature, coordinate(algorithm_)) : signature;
}

std::string SigningKey::number(const char* name) const {
  BIGNUM* value = nullptr;
  EVP_PKEY_get_bn_param(key_.get(), name, &value);
  std::string bytes(static_cast<std::size_t>(is_pair(algorithm_) ? coordinate(algorithm_) : BN_num_bytes(value)), '\0');
  BN_bn2binpad(value, reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
  BN_free(value);
  return bytes;
}

std::string SigningKey::first() const {
  if (is_rsa(algorithm_)) return number(OSSL_PKEY_PARAM_RSA_N);
  if (is_pair(algorithm_)) return number(OSSL_PKEY_PARAM_EC_PUB_X);
  std::string bytes(32, '\0');
  std::size_t size = bytes.size();
  EVP_PKEY_get_raw_public_key(key_.get(), reinterpret_cast<unsigned char*>(bytes.data()), &size);
  return bytes;
}

std::string SigningKey::second() const {
  if (algorithm_ == Algorithm::eddsa) return {};
  return number(is_rsa(algorithm_) ? OSSL_PKEY_PARAM_RSA_E : OSSL_PKEY_PARAM_EC_PUB_Y);
}

PublicKey SigningKey::public_key() const {
  switch (algorithm_) {
    case Algorithm::rs256: return *PublicKey::rsa(first(), second());
    case Algorithm::ps256: return *PublicKey::rsa(first(), second(), RsaPadding::pss);
    case Algorithm::es384: return *PublicKey::p384(first(), second());
    case Algorithm::es256: return *PublicKey::p256(first(), second());
    default: return *PublicKey::ed25519(first());
  }
}

std::string SigningKey::jwk(std::string_view id) const {
  const auto named = R"("kid":")" + std::string(id) + R"(","use":"sig",)";
  const auto a = to_base64url(first()), b = to_base64url(second());
  switch (algorithm_) {
    case Algorithm::rs256:
    case Algorithm::ps256: return "{" + named + R"("kty":"RSA","n":")" + a + R"(","e":")" + b + "\"}";
    case Algorithm::es384: return "{" + named + R"("kty":"EC","crv":"P-384","x":")" + a + R"(","y":")" + b + "\"}";
    case Algorithm::es256: return "{" + named + R"("kty":"EC","crv":"P-256","x":")" + a + R"(","y":")" + b + "\"}";
    default: return "{" + named + R"("kty":"OKP","crv":"Ed25519","x":")" + a + "\"}";
  }
}

std::string SigningKey::cose() const {
  switch (algorithm_) {
    case Algorithm::rs256:
      return cbor_head(5, 4) + cbor_number(1) + cbor_number(3) + cbor_number(3) + cbor_number(-257) + cbor_number(-1) +
             cbor_bytes(first()) + cbor_number(-2) + cbor_bytes(second());
    case Algorithm::es256:
      return cbor_head(5, 5) + cbor_number(1) + cbor_number(2) + cbor_number(3) + cbor_number(-7) + cbor_number(-1) +
             cbor_number(1) + cbor_number(-2) + cbor_bytes(first()) + cbor_number(-3) + cbor_bytes(second());
    default:
      return cbor_head(5, 4) + cbor_number(1) + cbor_number(1) + cbor_number(3) + cbor_number(-8) + cbor_number(-1) +
             cbor_number(6) + cbor_number(-2) + cbor_bytes(first());
  }
}

std::string make_token(const SigningKey& key, std::string_view head, std::string_view claims) {
  const auto signed_part = to_base64url(head) + "." + to_base64url(claims);
  return signed_part + "." + to_base64url(key.sign(signed_part));
}

}  // namespace parvis::crypto::testing
